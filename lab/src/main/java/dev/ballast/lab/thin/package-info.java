/// Writable copies of a state that stays as it is, by the best means of the place they are made in.
/// Start from `ThinCopies`.
@NullMarked
package dev.ballast.lab.thin;

import org.jspecify.annotations.NullMarked;
