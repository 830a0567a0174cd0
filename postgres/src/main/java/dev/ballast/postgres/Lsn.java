package dev.ballast.postgres;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// A position in the write-ahead log: an unsigned count of bytes since the cluster was created. In
/// JSON it is the text that PostgreSQL prints.
public record Lsn(long value) implements Comparable<Lsn> {

  /// Reads PostgreSQL's form, two hexadecimal halves as in `16/B374D848`.
  @JsonCreator
  public static Lsn parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 1 || slash > 8 || text.length() - slash < 2 || text.length() - slash > 9) {
      throw new IllegalArgumentException("not an LSN: " + text);
    }
    try {
      long high = Integer.toUnsignedLong(Integer.parseUnsignedInt(text, 0, slash, 16));
      long low =
          Integer.toUnsignedLong(Integer.parseUnsignedInt(text, slash + 1, text.length(), 16));
      return new Lsn(high << 32 | low);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not an LSN: " + text, e);
    }
  }

  public Lsn plus(long bytes) {
    return new Lsn(value + bytes);
  }

  /// The bytes from `earlier` to this position, negative where this one is earlier.
  public long minus(Lsn earlier) {
    return value - earlier.value;
  }

  public boolean isBefore(Lsn other) {
    return compareTo(other) < 0;
  }

  @Override
  public int compareTo(Lsn other) {
    return Long.compareUnsigned(value, other.value);
  }

  @Override
  @JsonValue
  public String toString() {
    return String.format(Locale.ROOT, "%X/%X", value >>> 32, value & 0xFFFFFFFFL);
  }
}
