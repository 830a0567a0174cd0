/// What migrations make of a schema, held against what a person reads in them.
@NullMarked
package dev.ballast.change.schema;

import org.jspecify.annotations.NullMarked;
