/// The one JSON codec: strict in what it reads, the same bytes for the same value in what it
/// writes.
@NullMarked
package dev.ballast.evidence.json;

import org.jspecify.annotations.NullMarked;
