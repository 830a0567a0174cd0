package dev.ballast.evidence;

import java.util.Locale;

/// A number of bytes in human-readable form, in powers of 1024.
public record ByteSize(long bytes) {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

  public ByteSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("bytes is negative: " + bytes);
    }
  }

  /// `1536` is `1.5 kB`; units as PostgreSQL's `pg_size_pretty` names them.
  @Override
  public String toString() {
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return unit == 0
        ? bytes + " B"
        : String.format(Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
  }
}
