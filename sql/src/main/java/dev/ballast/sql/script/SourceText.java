package dev.ballast.sql.script;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A text with its positions. Immutable but for an index made at first use; safe for any thread.
///
/// The index costs 12 bytes per kilobyte of text and 4 bytes per line; with it a position costs the
/// same
/// anywhere in a file of any size, however long its lines are.
public final class SourceText {
  private final String text;
  private volatile @Nullable Index index;

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
    Index known = index();
    int line = known.lineAt(utf16);
    int column = known.points(utf16) - known.points(known.lineStarts[line]);
    return new Position(line + 1, column + 1, utf16, known.bytes(utf16));
  }

  /// The `char` at a number of UTF-8 bytes after `from`, as PostgreSQL's parser counts within a
  /// statement; never past the text's end.
  public int charAt(int from, int utf8Offset) {
    Index known = index();
    return known.charAtByte(known.bytes(from) + Math.max(0, utf8Offset));
  }

  /// A line of the text without its end.
  ///
  /// @param number from 1
  public String line(int number) {
    return text(lineSpan(number));
  }

  /// Where a line of the text stands, without its end.
  ///
  /// @param number from 1
  public Span lineSpan(int number) {
    int[] starts = index().lineStarts;
    int start = starts[number - 1];
    int end = number < starts.length ? starts[number] - 1 : text.length();
    return new Span(start, end > start && text.charAt(end - 1) == '\r' ? end - 1 : end);
  }

  public int lines() {
    return index().lineStarts.length;
  }

  private Index index() {
    Index known = index;
    if (known == null) {
      known = new Index(text);
      index = known;
    }
    return known;
  }

  /// Bytes of UTF-8 that a `char` adds; the second of a pair adds none, the first adds all four.
  private static int width(String text, int at) {
    char c = text.charAt(at);
    if (c < 0x80) {
      return 1;
    }
    if (c < 0x800) {
      return 2;
    }
    if (secondOfPair(text, at)) {
      return 0;
    }
    boolean pair =
        Character.isHighSurrogate(c)
            && at + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(at + 1));
    return pair ? 4 : 3;
  }

  private static boolean secondOfPair(String text, int at) {
    return at > 0
        && Character.isLowSurrogate(text.charAt(at))
        && Character.isHighSurrogate(text.charAt(at - 1));
  }

  /// Where the lines start, and how many bytes and code points stand before every 1024th `char`.
  private static final class Index {
    private static final int STEP = 1024;

    private final String text;
    private final int[] lineStarts;
    private final int[] bytesBefore;
    private final int[] pointsBefore;

    Index(String text) {
      this.text = text;
      this.bytesBefore = new int[text.length() / STEP + 1];
      this.pointsBefore = new int[bytesBefore.length];
      int[] starts = new int[64];
      int lines = 1;
      int bytes = 0;
      int points = 0;
      for (int at = 0; at < text.length(); at++) {
        if (at % STEP == 0) {
          bytesBefore[at / STEP] = bytes;
          pointsBefore[at / STEP] = points;
        }
        int width = width(text, at);
        bytes += width;
        points += width == 0 ? 0 : 1;
        if (text.charAt(at) == '\n') {
          starts = lines == starts.length ? Arrays.copyOf(starts, lines * 2) : starts;
          starts[lines++] = at + 1;
        }
      }
      if (text.length() % STEP == 0) {
        bytesBefore[text.length() / STEP] = bytes;
        pointsBefore[text.length() / STEP] = points;
      }
      this.lineStarts = Arrays.copyOf(starts, lines);
    }

    int lineAt(int utf16) {
      int found = Arrays.binarySearch(lineStarts, utf16);
      return found >= 0 ? found : -found - 2;
    }

    int bytes(int utf16) {
      int bytes = bytesBefore[utf16 / STEP];
      for (int at = utf16 / STEP * STEP; at < utf16; at++) {
        bytes += width(text, at);
      }
      return bytes;
    }

    int points(int utf16) {
      int points = pointsBefore[utf16 / STEP];
      for (int at = utf16 / STEP * STEP; at < utf16; at++) {
        points += secondOfPair(text, at) ? 0 : 1;
      }
      return points;
    }

    int charAtByte(int wanted) {
      int found = Arrays.binarySearch(bytesBefore, wanted);
      int step = found >= 0 ? found : -found - 2;
      int at = step * STEP;
      for (int bytes = bytesBefore[step]; bytes < wanted && at < text.length(); at++) {
        bytes += width(text, at);
      }
      return at < text.length() && secondOfPair(text, at) ? at + 1 : at;
    }
  }
}
