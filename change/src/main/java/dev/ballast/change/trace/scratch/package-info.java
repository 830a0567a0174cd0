/// The server that a trace runs migrations on: its roles, what they may do, and the schema that is
/// loaded first.
@NullMarked
package dev.ballast.change.trace.scratch;

import org.jspecify.annotations.NullMarked;
