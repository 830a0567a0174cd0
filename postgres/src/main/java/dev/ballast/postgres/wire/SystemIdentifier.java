package dev.ballast.postgres.wire;

/// The number a cluster gets at initdb and shares with all its copies; unsigned.
public record SystemIdentifier(long value) {

  /// Reads the decimal form of `pg_controldata` and of manifests.
  public static SystemIdentifier parse(String text) {
    try {
      return new SystemIdentifier(Long.parseUnsignedLong(text));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a system identifier: " + text, e);
    }
  }

  @Override
  public String toString() {
    return Long.toUnsignedString(value);
  }
}
