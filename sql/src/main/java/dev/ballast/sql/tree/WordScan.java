package dev.ballast.sql.tree;

/// Goes through a statement's text word by word, for the few positions that the grammar does not
/// keep. The text is one that the grammar has accepted, so that every quote has its end.
final class WordScan {
  private final byte[] text;

  WordScan(byte[] text) {
    this.text = text;
  }

  int end() {
    return text.length;
  }

  /// The byte there, 0 past the end.
  byte at(int position) {
    return position < text.length ? text[position] : 0;
  }

  /// The first position at or after this one that is neither white space nor a comment.
  int pastSpace(int from) {
    int at = from;
    while (at < text.length) {
      if (isSpace(text[at])) {
        at++;
      } else if (text[at] == '-' && at(at + 1) == '-') {
        at = pastLine(at);
      } else if (text[at] == '/' && at(at + 1) == '*') {
        at = pastComment(at);
      } else {
        return at;
      }
    }
    return at;
  }

  /// The position after the word, text, quoted name or sign that begins here.
  int pastToken(int from) {
    byte first = text[from];
    if (first == '\'') {
      return pastQuoted(from, '\'', false);
    } else if (first == '"') {
      return pastQuoted(from, '"', false);
    } else if (first == '$') {
      int tag = pastTag(from);
      return tag < 0 ? from + 1 : pastDollars(from, tag);
    } else if (!isWord(first)) {
      return from + 1;
    }
    int at = from + 1;
    while (at < text.length && (isWord(text[at]) || text[at] == '$')) {
      at++;
    }
    boolean escapes = at == from + 1 && (first == 'e' || first == 'E') && at(at) == '\'';
    return escapes ? pastQuoted(at, '\'', true) : at;
  }

  /// Whether the word that begins here is this one, whatever the case.
  boolean isKeyword(int from, String keyword) {
    int end = from + keyword.length();
    if (end > text.length || isWord(at(end))) {
      return false;
    }
    for (int i = from; i < end; i++) {
      if (Character.toLowerCase((char) text[i]) != keyword.charAt(i - from)) {
        return false;
      }
    }
    return true;
  }

  /// The position after `$tag$` at the start of a dollar-quoted text; negative where it is none.
  int pastTag(int from) {
    int at = from + 1;
    while (at < text.length && isWord(text[at])) {
      at++;
    }
    boolean parameter = at > from + 1 && Character.isDigit((char) text[from + 1]);
    return at(at) == '$' && !parameter ? at + 1 : -1;
  }

  private int pastDollars(int from, int afterTag) {
    int length = afterTag - from;
    for (int at = afterTag; at + length <= text.length; at++) {
      if (same(from, at, length)) {
        return at + length;
      }
    }
    return text.length;
  }

  private boolean same(int one, int other, int length) {
    for (int i = 0; i < length; i++) {
      if (text[one + i] != text[other + i]) {
        return false;
      }
    }
    return true;
  }

  private int pastQuoted(int from, char quote, boolean backslash) {
    int at = from + 1;
    while (at < text.length) {
      if (backslash && text[at] == '\\') {
        at += 2;
      } else if (text[at] != quote) {
        at++;
      } else if (at(at + 1) == quote) {
        at += 2;
      } else {
        return at + 1;
      }
    }
    return text.length;
  }

  private int pastLine(int from) {
    int at = from;
    while (at < text.length && text[at] != '\n' && text[at] != '\r') {
      at++;
    }
    return at;
  }

  private int pastComment(int from) {
    int depth = 0;
    int at = from;
    do {
      if (text[at] == '/' && at(at + 1) == '*') {
        depth++;
        at += 2;
      } else if (text[at] == '*' && at(at + 1) == '/') {
        depth--;
        at += 2;
      } else {
        at++;
      }
    } while (depth > 0 && at < text.length);
    return at;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || (b >= '\t' && b <= '\r');
  }

  /// Letters, digits, the underscore and everything beyond ASCII, as `ident_cont` in
  /// `src/backend/parser/scan.l` has it, but for the dollar.
  static boolean isWord(byte b) {
    return b < 0
        || b == '_'
        || (b >= '0' && b <= '9')
        || (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z');
  }
}
