/// What the rules and the effect model claim, compared with what servers of every supported major
/// do.
@NullMarked
package dev.ballast.change.catalogue;

import org.jspecify.annotations.NullMarked;
