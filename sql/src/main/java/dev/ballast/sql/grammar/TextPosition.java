package dev.ballast.sql.grammar;

/// Places in a text, in the units of the parties: the parser counts characters, callers get bytes.
final class TextPosition {
  private TextPosition() {}

  /// The UTF-8 offset of the character with that index (from 0, counted in code points), or
  /// [SyntaxError#UNKNOWN] for an index below 0. An index past the end is the end.
  static int ofCharacter(String text, int character) {
    if (character < 0) {
      return SyntaxError.UNKNOWN;
    }
    int bytes = 0;
    int index = 0;
    for (int seen = 0; seen < character && index < text.length(); seen++) {
      int codePoint = text.codePointAt(index);
      bytes += utf8Length(codePoint);
      index += Character.charCount(codePoint);
    }
    return bytes;
  }

  /// The bytes of a character in UTF-8.
  static int utf8Length(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    }
    if (codePoint < 0x800) {
      return 2;
    }
    return codePoint < 0x10000 ? 3 : 4;
  }
}
