/// What migrations make of a schema, compared with what a person reads in them.
@NullMarked
package dev.ballast.effect.schema;

import org.jspecify.annotations.NullMarked;
