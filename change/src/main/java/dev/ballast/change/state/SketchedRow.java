package dev.ballast.change.state;

import static java.util.Objects.requireNonNull;

/// A row that one of two states has and the other has not, as a sketch gives it back.
///
/// @param keyHash the same for two versions of one row
/// @param key the values of its key, or its first values; cut off where they are long
/// @param before whether it is the earlier state that has it
record SketchedRow(long keyHash, String key, boolean before) {
  SketchedRow {
    requireNonNull(key, "key is null");
  }
}
