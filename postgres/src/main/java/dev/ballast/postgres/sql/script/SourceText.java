package dev.ballast.postgres.sql.script;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/// A text with its positions. Immutable but for an index made at first use; safe for any thread.
public final class SourceText {
  private final String text;
  private volatile int[] lineStarts = new int[0];

  private SourceText(String text) {
    this.text = requireNonNull(text, "text is null");
  }

  public static SourceText of(String text) {
    return new SourceText(text);
  }

  public String text() {
    return text;
  }

  public String text(Span span) {
    return text.substring(span.start(), span.end());
  }

  /// The place of a `char` of this text; the text's length is the place after the last.
  public Position position(int utf16) {
    int[] starts = starts();
    int found = Arrays.binarySearch(starts, utf16);
    int line = found >= 0 ? found : -found - 2;
    int column = text.codePointCount(starts[line], utf16);
    return new Position(line + 1, column + 1, utf16, utf8Length(text, 0, utf16));
  }

  /// The `char` at a number of UTF-8 bytes after `from`, as PostgreSQL's parser counts within a
  /// statement.
  public int charAt(int from, int utf8Offset) {
    int at = from;
    for (int left = utf8Offset; left > 0 && at < text.length(); ) {
      int point = text.codePointAt(at);
      left -= utf8Length(point);
      at += Character.charCount(point);
    }
    return at;
  }

  /// A line of the text without its end.
  ///
  /// @param number from 1
  public String line(int number) {
    int[] starts = starts();
    int end = number < starts.length ? starts[number] - 1 : text.length();
    String line = text.substring(starts[number - 1], end);
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  public int lines() {
    return starts().length;
  }

  private int[] starts() {
    int[] known = lineStarts;
    if (known.length == 0) {
      known = new int[1 + (int) text.chars().filter(c -> c == '\n').count()];
      int line = 1;
      for (int i = 0; i < text.length(); i++) {
        if (text.charAt(i) == '\n') {
          known[line++] = i + 1;
        }
      }
      lineStarts = known;
    }
    return known;
  }

  private static int utf8Length(String text, int from, int to) {
    int bytes = 0;
    for (int at = from; at < to; ) {
      int point = text.codePointAt(at);
      bytes += utf8Length(point);
      at += Character.charCount(point);
    }
    return bytes;
  }

  private static int utf8Length(int point) {
    return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
}
