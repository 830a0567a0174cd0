package dev.ballast.sql.tree;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Where the body of a routine begins in the text of its statement.
final class BodyOffset {
  private BodyOffset() {}

  /// The first byte after the quote that stands at `from`, or after `AS` there;
  /// [Located#UNKNOWN] where what follows is not the body byte by byte.
  static int of(byte[] text, int from, String body) {
    if (from < 0 || from >= text.length) {
      return Located.UNKNOWN;
    }
    WordScan scan = new WordScan(text);
    int at = scan.isKeyword(from, "as") ? scan.pastSpace(from + 2) : from;
    if (scan.at(at) == 'e' || scan.at(at) == 'E') {
      at++;
    }
    int start =
        switch (scan.at(at)) {
          case '\'' -> at + 1;
          case '$' -> scan.pastTag(at);
          default -> Located.UNKNOWN;
        };
    byte[] expected = body.getBytes(StandardCharsets.UTF_8);
    int end = start + expected.length;
    boolean found =
        start > 0
            && end < text.length
            && scan.at(end) == scan.at(at)
            && Arrays.equals(text, start, end, expected, 0, expected.length);
    return found ? start : Located.UNKNOWN;
  }
}
