package dev.ballast.change.rules;

import java.util.Locale;
import java.util.Optional;

/// Finds a clause in the text of a statement that PostgreSQL's parser has understood.
public final class Clauses {
  private Clauses() {}

  /// Where a word stands outside of parentheses, quotes and comments; the last such place.
  ///
  /// @param word in lower case
  public static Optional<Integer> find(String sql, String word) {
    Optional<Integer> found = Optional.empty();
    int depth = 0;
    for (int at = 0; at < sql.length(); ) {
      char c = sql.charAt(at);
      if (c == '\'' || c == '"') {
        at = after(sql, String.valueOf(c), at + 1);
      } else if (sql.startsWith("--", at)) {
        at = after(sql, "\n", at);
      } else if (sql.startsWith("/*", at)) {
        at = after(sql, "*/", at + 2);
      } else if (Character.isJavaIdentifierStart(c)) {
        int end = at;
        while (end < sql.length() && Character.isJavaIdentifierPart(sql.charAt(end))) {
          end++;
        }
        if (depth == 0 && sql.substring(at, end).toLowerCase(Locale.ROOT).equals(word)) {
          found = Optional.of(at);
        }
        at = end;
      } else {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        at++;
      }
    }
    return found;
  }

  private static int after(String sql, String end, int from) {
    int at = sql.indexOf(end, from);
    return at < 0 ? sql.length() : at + end.length();
  }
}
