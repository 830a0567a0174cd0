/// What is derived from the tree of a statement alone, whatever the schema: the names that
/// PostgreSQL chooses.
@NullMarked
package dev.ballast.effect.derived;

import org.jspecify.annotations.NullMarked;
