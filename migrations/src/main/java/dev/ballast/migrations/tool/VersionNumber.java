package dev.ballast.migrations.tool;

import dev.ballast.migrations.file.NaturalOrder;

/// A version that is one whole number of any length, as it is written.
record VersionNumber(String text) implements Comparable<VersionNumber> {
  @Override
  public int compareTo(VersionNumber other) {
    return NaturalOrder.numbers(text, other.text);
  }
}
