package dev.ballast.sample.data;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;

/// Rows in COPY's text format, gathered in memory (manual: "COPY", "Text Format"). Not thread-safe.
public final class CopyRow {
  private static final long MICROS_A_DAY = 86_400_000_000L;

  private byte[] bytes = new byte[1 << 16];
  private int length;
  private boolean atStart = true;
  private long dayKnown = Long.MIN_VALUE;
  private byte[] dayText = {};

  /// Starts a field that [#add] fills; for text put together from pieces.
  CopyRow field() {
    if (!atStart) {
      put('\t');
    }
    atStart = false;
    return this;
  }

  CopyRow text(String value) {
    return field().add(value);
  }

  CopyRow number(long value) {
    return field().add(value);
  }

  CopyRow nothing() {
    field();
    put('\\');
    put('N');
    return this;
  }

  /// An amount in hundredths: `1990` is `19.90`.
  CopyRow cents(long value) {
    field();
    if (value < 0) {
      throw new IllegalArgumentException("an amount is negative: " + value);
    }
    add(value / 100);
    put('.');
    put('0' + (int) (value % 100 / 10));
    put('0' + (int) (value % 10));
    return this;
  }

  /// A moment in microseconds since 1970, as `2026-01-02 03:04:05.678901+00`.
  CopyRow moment(long micros) {
    field();
    long day = Math.floorDiv(micros, MICROS_A_DAY);
    if (day != dayKnown) {
      dayKnown = day;
      dayText = LocalDate.ofEpochDay(day).toString().getBytes(StandardCharsets.US_ASCII);
    }
    append(dayText);
    long rest = Math.floorMod(micros, MICROS_A_DAY);
    long seconds = rest / 1_000_000;
    put(' ');
    digits(seconds / 3600, 2);
    put(':');
    digits(seconds / 60 % 60, 2);
    put(':');
    digits(seconds % 60, 2);
    put('.');
    digits(rest % 1_000_000, 6);
    return add("+00");
  }

  /// Adds text to the current field, escaped as COPY wants it.
  CopyRow add(String text) {
    reserve(text.length() * 3);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> escaped('\\');
        case '\t' -> escaped('t');
        case '\n' -> escaped('n');
        case '\r' -> escaped('r');
        default -> {
          if (c >= 0x80) {
            return addUnicode(text, i);
          }
          put(c);
        }
      }
    }
    return this;
  }

  /// The rest of a text from its first character outside ASCII on.
  private CopyRow addUnicode(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) >= 0x80) {
      end++;
    }
    append(text.substring(from, end).getBytes(StandardCharsets.UTF_8));
    return add(text.substring(end));
  }

  CopyRow add(long value) {
    if (value < 0) {
      return add(Long.toString(value));
    }
    int width = 1;
    for (long left = value / 10; left > 0; left /= 10) {
      width++;
    }
    digits(value, width);
    return this;
  }

  /// Adds the low `nibbles` hexadecimal digits of a number.
  CopyRow hex(long value, int nibbles) {
    for (int i = nibbles - 1; i >= 0; i--) {
      put(Character.forDigit((int) (value >>> (4 * i)) & 15, 16));
    }
    return this;
  }

  void end() {
    put('\n');
    atStart = true;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  /// Copies out a piece of what was gathered.
  void copyTo(byte[] target, int targetOffset, int from, int count) {
    System.arraycopy(bytes, from, target, targetOffset, count);
  }

  private void digits(long value, int width) {
    reserve(width);
    long left = value;
    for (int i = width - 1; i >= 0; i--) {
      bytes[length + i] = (byte) ('0' + left % 10);
      left /= 10;
    }
    length += width;
  }

  private void escaped(char c) {
    put('\\');
    put(c);
  }

  private void append(byte[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
  }

  private void put(int ascii) {
    reserve(1);
    bytes[length++] = (byte) ascii;
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
