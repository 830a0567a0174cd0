package dev.ballast.observe.log.event;

/// Texts near SQL without what is quoted, and without numbers: expressions of a plan, and what the
/// parser leaves in place, such as the body of a `DO`.
final class LiteralFree {
  private static final String LEFT_OUT = "?";

  private LiteralFree() {}

  /// Quoted strings and dollar-quoted ones replaced.
  static String withoutQuoted(String sql) {
    return scrub(sql, false);
  }

  /// Numbers outside of names replaced as well.
  static String withoutValues(String expression) {
    return scrub(expression, true);
  }

  /// Comments left out as well, which hold whatever an application put there.
  static String withoutComments(String sql) {
    StringBuilder kept = new StringBuilder(sql.length());
    int at = 0;
    int from = 0;
    while (at < sql.length()) {
      int end = commentEnd(sql, at);
      if (end > at) {
        kept.append(sql, from, at).append(' ');
        at = end;
        from = end;
      } else {
        at = partEnd(sql, at);
      }
    }
    return scrub(kept.append(sql, from, sql.length()).toString().strip(), false);
  }

  /// Behind a comment that begins here, else not behind this place. Comments between `/*` and `*/`
  /// nest.
  private static int commentEnd(String sql, int at) {
    if (sql.startsWith("--", at)) {
      int end = sql.indexOf('\n', at);
      return end < 0 ? sql.length() : end;
    }
    if (!sql.startsWith("/*", at)) {
      return at;
    }
    int depth = 0;
    int next = at;
    while (next < sql.length()) {
      if (sql.startsWith("/*", next)) {
        depth++;
        next += 2;
      } else if (sql.startsWith("*/", next)) {
        depth--;
        next += 2;
        if (depth == 0) {
          return next;
        }
      } else {
        next++;
      }
    }
    return sql.length();
  }

  /// Behind what is quoted from here on, or behind one character.
  private static int partEnd(String sql, int at) {
    char c = sql.charAt(at);
    int end =
        switch (c) {
          case '\'' -> stringEnd(sql, at, new StringBuilder("  "));
          case '"' -> quoteEnd(sql, at, '"');
          case '$' -> dollarEnd(sql, at);
          default -> at + 1;
        };
    return end < 0 ? sql.length() : Math.max(end, at + 1);
  }

  private static String scrub(String text, boolean numbers) {
    StringBuilder kept = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\'') {
        kept.append(LEFT_OUT);
        int close = stringEnd(text, at, kept);
        at = close < 0 ? text.length() : close;
      } else if (c == '"') {
        int close = quoteEnd(text, at, '"');
        int end = close < 0 ? text.length() : close;
        kept.append(text, at, end);
        at = end;
      } else if (c == '$' && dollarEnd(text, at) > 0) {
        kept.append(LEFT_OUT);
        at = dollarEnd(text, at);
      } else if (numbers && Character.isDigit(c) && !isInName(text, at)) {
        kept.append(LEFT_OUT);
        at = numberEnd(text, at);
      } else {
        kept.append(c);
        at++;
      }
    }
    return kept.toString();
  }

  /// In an escape string `\'` is no end.
  private static int stringEnd(String text, int open, StringBuilder kept) {
    boolean escapes =
        open > 0
            && (text.charAt(open - 1) == 'E' || text.charAt(open - 1) == 'e')
            && !isInName(text, open - 1);
    if (!escapes) {
      return quoteEnd(text, open, '\'');
    }
    kept.setLength(kept.length() - 2);
    kept.append(LEFT_OUT);
    int at = open + 1;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == '\'') {
        if (at + 1 >= text.length() || text.charAt(at + 1) != '\'') {
          return at + 1;
        }
        at++;
      }
      at++;
    }
    return -1;
  }

  /// Behind the closing quote, a doubled one being none; negative where there is none.
  static int quoteEnd(String text, int open, char quote) {
    int at = open + 1;
    while (at < text.length()) {
      if (text.charAt(at) == quote) {
        if (at + 1 >= text.length() || text.charAt(at + 1) != quote) {
          return at + 1;
        }
        at++;
      }
      at++;
    }
    return -1;
  }

  /// Behind `$tag$...$tag$`; 0 where none begins here, the text's end where it does not end.
  private static int dollarEnd(String text, int open) {
    int at = open + 1;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
      at++;
    }
    boolean isTag =
        at < text.length()
            && text.charAt(at) == '$'
            && (at == open + 1 || !Character.isDigit(text.charAt(open + 1)));
    if (!isTag || isInName(text, open)) {
      return 0;
    }
    String tag = text.substring(open, at + 1);
    int close = text.indexOf(tag, at + 1);
    return close < 0 ? text.length() : close + tag.length();
  }

  static boolean isInName(String text, int at) {
    if (at == 0) {
      return false;
    }
    char before = text.charAt(at - 1);
    return before != ' ' && (Character.isLetterOrDigit(before) || before == '_' || before == '$');
  }

  static int numberEnd(String text, int from) {
    int at = from;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at))
            || text.charAt(at) == '_'
            || (text.charAt(at) == '.'
                && at + 1 < text.length()
                && Character.isDigit(text.charAt(at + 1))))) {
      at++;
    }
    return at;
  }
}
