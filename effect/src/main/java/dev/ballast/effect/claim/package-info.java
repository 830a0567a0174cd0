/// What is predicted of a statement, as values: locks, work, and how sure it is.
@NullMarked
package dev.ballast.effect.claim;

import org.jspecify.annotations.NullMarked;
