/// What a schema is known to be at one point of its history, learned from the migrations before it,
/// from a dump, or not at all: whoever asks must be ready for an empty answer.
///
/// Front door: [dev.ballast.change.schema.KnownSchema].
@NullMarked
package dev.ballast.change.schema;

import org.jspecify.annotations.NullMarked;
