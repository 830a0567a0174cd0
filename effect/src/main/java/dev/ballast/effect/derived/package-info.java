/// What is derived from the tree of a statement alone, whatever the schema: the names that
/// PostgreSQL chooses, the bodies of routines.
@NullMarked
package dev.ballast.effect.derived;

import org.jspecify.annotations.NullMarked;
