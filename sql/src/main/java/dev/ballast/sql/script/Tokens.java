package dev.ballast.sql.script;

/// Where the tokens end that may hold a semicolon, as `psqlscan.l` of PostgreSQL 18 has them.
final class Tokens {
  /// The token has no end before the limit.
  static final int UNCLOSED = -1;

  private Tokens() {}

  /// The end of a string or quoted identifier that opens at `at`. A doubled quote needs no care: it
  /// reads as one token that ends and one that begins.
  static int quoted(String text, int at, int limit) {
    int close = text.indexOf(text.charAt(at), at + 1, limit);
    return close < 0 ? UNCLOSED : close + 1;
  }

  /// The end of a string with escapes, `E'...'`, whose quote opens at `at`. Behind a doubled quote
  /// backslashes still escape.
  ///
  /// It may go on after white space with a new line in it, and backslashes still escape there: so
  /// the server reads it. psql, which reads line by line, forgets the escapes.
  static int escaped(String text, int at, int limit) {
    int next = at + 1;
    while (next < limit) {
      char c = text.charAt(next++);
      if (c == '\\') {
        next++;
      } else if (c == '\'' && starts(text, "'", next, limit)) {
        next++;
      } else if (c == '\'') {
        int resumed = resumption(text, next, limit);
        if (resumed == UNCLOSED) {
          return next;
        }
        next = resumed;
      }
    }
    return UNCLOSED;
  }

  /// The place after the quote that takes a string up again on a later line, if one does.
  static int resumption(String text, int at, int limit) {
    boolean newLine = false;
    for (int next = at; next < limit; next++) {
      char c = text.charAt(next);
      if (c == '\'') {
        return newLine ? next + 1 : UNCLOSED;
      }
      if (c == '-' && starts(text, "--", next, limit)) {
        next = lineComment(text, next, limit) - 1;
      } else if (!isSpace(c)) {
        return UNCLOSED;
      }
      newLine |= c == '\n' || c == '\r';
    }
    return UNCLOSED;
  }

  /// The end of `$tag$...$tag$`.
  ///
  /// @param tag the opening one, with both of its dollars
  static int dollarQuoted(String text, int at, String tag, int limit) {
    int close = text.indexOf(tag, at + tag.length(), limit);
    return close < 0 ? UNCLOSED : close + tag.length();
  }

  /// The `$tag$` that opens at `at`; empty where none does.
  static String dollarTag(String text, int at, int limit) {
    int next = at + 1;
    while (next < limit && isTagPart(text.charAt(next), next == at + 1)) {
      next++;
    }
    return next < limit && text.charAt(next) == '$' ? text.substring(at, next + 1) : "";
  }

  private static boolean isTagPart(char c, boolean first) {
    return isWordStart(c) || (!first && isDigit(c));
  }

  /// The end of `-- ...`, before the line's end.
  static int lineComment(String text, int at, int limit) {
    int next = at;
    while (next < limit && text.charAt(next) != '\n' && text.charAt(next) != '\r') {
      next++;
    }
    return next;
  }

  /// The end of a comment that may hold comments.
  static int blockComment(String text, int at, int limit) {
    int depth = 0;
    for (int next = at; next + 1 < limit; next++) {
      char c = text.charAt(next);
      if (c == '/' && text.charAt(next + 1) == '*') {
        depth++;
        next++;
      } else if (c == '*' && text.charAt(next + 1) == '/') {
        next++;
        if (--depth == 0) {
          return next + 1;
        }
      }
    }
    return UNCLOSED;
  }

  /// The end of an identifier or key word.
  static int word(String text, int at, int limit) {
    int next = at;
    while (next < limit && isWordPart(text.charAt(next))) {
      next++;
    }
    return next;
  }

  /// The end of digits, with what PostgreSQL calls junk after them: `1e` is one token, so that the
  /// quote in `1e'x'` opens no string with escapes.
  static int number(String text, int at, int limit) {
    int next = at;
    while (next < limit && isDigit(text.charAt(next))) {
      next++;
    }
    return next < limit && isWordStart(text.charAt(next)) ? word(text, next, limit) : next;
  }

  /// The end of a name of a variable of psql.
  static int variable(String text, int at, int limit) {
    int next = at;
    while (next < limit && (isWordStart(text.charAt(next)) || isDigit(text.charAt(next)))) {
      next++;
    }
    return next;
  }

  static boolean starts(String text, String prefix, int at, int limit) {
    return at + prefix.length() <= limit && text.startsWith(prefix, at);
  }

  static boolean is(String text, int start, int end, String word) {
    return end - start == word.length() && text.regionMatches(true, start, word, 0, word.length());
  }

  static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\u000B';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isWordStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
  }

  private static boolean isWordPart(char c) {
    return isWordStart(c) || isDigit(c) || c == '$';
  }
}
