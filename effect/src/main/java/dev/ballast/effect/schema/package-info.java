/// What a schema is known to be at one point of its history, learned from the migrations before it,
/// from a dump, or not at all: callers must handle an empty answer.
///
/// Front doors: [dev.ballast.effect.schema.KnownSchema], which only answers, and
/// [dev.ballast.effect.schema.ChangingSchema], which goes through statements.
@NullMarked
package dev.ballast.effect.schema;

import org.jspecify.annotations.NullMarked;
