package dev.ballast.pages.paper;

import dev.ballast.pages.font.Letters;

/// Text that fits where it is to stand. Counts the characters that the font has no letter for. For
/// one thread.
final class Fit {
  /// Of body text, in points.
  static final double BODY = 8;

  /// Lines break at words, so that none is filled to its end.
  private static final double FILLED = 0.88;

  private static final String CUT = "…";
  private static final int LONGEST = 2_000;

  private final Letters letters = Letters.sans();
  private int replaced;

  /// How many characters were replaced so far.
  int replaced() {
    return replaced;
  }

  /// All of it, however long.
  String all(String text) {
    replaced += letters.replaced(text);
    return letters.written(text);
  }

  /// What fits into one line of a width in points, cut where it is too long.
  String line(String text, double width) {
    String whole = all(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
    if (letters.width(whole, BODY) <= width) {
      return whole;
    }
    int[] characters = whole.codePoints().toArray();
    double used = letters.width(CUT, BODY);
    int kept = 0;
    while (kept < characters.length) {
      used += letters.width(Character.toString(characters[kept]), BODY);
      if (used > width) {
        break;
      }
      kept++;
    }
    return new String(characters, 0, kept) + CUT;
  }

  /// What fits into so many lines.
  String lines(String text, double width, int lines) {
    return line(text, width * lines * FILLED);
  }
}
