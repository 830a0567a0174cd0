package dev.ballast.change.source;

/// A version that is one whole number of any length, as it is written.
record VersionNumber(String text) implements Comparable<VersionNumber> {
  @Override
  public int compareTo(VersionNumber other) {
    return NaturalOrder.numbers(text, other.text);
  }
}
