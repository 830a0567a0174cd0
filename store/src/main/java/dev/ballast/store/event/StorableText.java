package dev.ballast.store.event;

/// Text as a server of encoding UTF8 can hold it.
final class StorableText {
  private static final char REPLACEMENT = '\uFFFD';
  private static final String CUT = "…";

  private StorableText() {}

  /// NUL and halves of surrogate pairs become U+FFFD; what is longer than `most` is cut.
  static String of(String text, int most) {
    StringBuilder good = new StringBuilder(Math.min(text.length(), most));
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      int length = Character.charCount(codePoint);
      if (good.length() + length > most - CUT.length() && i + length < text.length()) {
        return good.append(CUT).toString();
      }
      boolean bad = codePoint == 0 || Character.getType(codePoint) == Character.SURROGATE;
      good.appendCodePoint(bad ? REPLACEMENT : codePoint);
      i += length;
    }
    return good.toString();
  }
}
