package dev.ballast.observe.log.event;

import dev.ballast.sql.grammar.Grammar;
import dev.ballast.sql.grammar.Normalized;
import dev.ballast.sql.grammar.NormalizedText;
import dev.ballast.sql.grammar.Rejected;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Statements without literals. A log repeats few statements with many values, so that what was
/// made of one is kept for others of its shape. For one thread.
final class StatementText {
  private static final int KEPT = 1000;
  private static final int LONGEST_KEPT = 20_000;

  /// Longer statements are not shown: their parse would need hundreds of megabytes.
  private static final int LONGEST = 100_000;

  private final Map<String, Optional<String>> known =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<String>> eldest) {
          return size() > KEPT;
        }
      };

  /// Empty where the text cannot be parsed, as one that was cut off: it might show a literal.
  Optional<String> withoutLiterals(String statement) {
    if (statement.length() > LONGEST) {
      return Optional.empty();
    }
    Optional<String> shape =
        statement.length() > LONGEST_KEPT ? Optional.empty() : shape(statement);
    if (shape.isEmpty()) {
      return normalized(statement);
    }
    Optional<String> before = known.get(shape.get());
    if (before != null) {
      return before;
    }
    Optional<String> made = normalized(statement);
    known.put(shape.get(), made);
    return made;
  }

  private static Optional<String> normalized(String statement) {
    Normalized normalized = Grammar.postgres18().normalize(statement);
    return switch (normalized) {
      case NormalizedText text -> Optional.of(LiteralFree.withoutComments(text.sql()));
      case Rejected rejected -> Optional.empty();
    };
  }

  /// The text with quoted strings and numbers replaced, which two texts of one parse share. Empty
  /// where a comment, a dollar quote or a backslash makes that uncertain.
  static Optional<String> shape(String statement) {
    StringBuilder shape = new StringBuilder(statement.length());
    int at = 0;
    int kept = 0;
    while (at < statement.length()) {
      char c = statement.charAt(at);
      boolean plain = c > '9' ? c != '\\' : c < '0' && c != '\'' && c != '"' && c != '$';
      if (plain && c != '-' && c != '/') {
        at++;
      } else if (isUncertain(statement, at)) {
        return Optional.empty();
      } else if (c == '\'' || c == '"') {
        int close = LiteralFree.quoteEnd(statement, at, c);
        int escape = statement.indexOf('\\', at);
        if (close < 0 || (escape >= 0 && escape < close)) {
          return Optional.empty();
        }
        if (c == '\'') {
          shape.append(statement, kept, at).append("''");
          kept = close;
        }
        at = close;
      } else if (c >= '0' && c <= '9' && !LiteralFree.isInName(statement, at)) {
        shape.append(statement, kept, at).append('0');
        at = LiteralFree.numberEnd(statement, at);
        kept = at;
      } else {
        at++;
      }
    }
    shape.append(statement, kept, statement.length());
    return Optional.of(shape.toString());
  }

  /// What may hide where a text begins and ends: comments, dollar quotes and backslashes.
  private static boolean isUncertain(String statement, int at) {
    return switch (statement.charAt(at)) {
      case '\\', '$' -> true;
      case '-' -> statement.startsWith("--", at);
      case '/' -> statement.startsWith("/*", at);
      default -> false;
    };
  }
}
