/// What a trace saw, as values.
@NullMarked
package dev.ballast.change.trace.seen;

import org.jspecify.annotations.NullMarked;
