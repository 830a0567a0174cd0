package dev.ballast.change.trace;

import dev.ballast.sql.script.Span;
import dev.ballast.sql.script.SqlText;
import dev.ballast.sql.script.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// As much of a statement's text as the trace must know before the server sees it. What the
/// statement means is the server's business, which may be of a grammar that no parser here knows.
/// Safe for any thread.
final class StatementText {
  private static final String PLANNED =
      "SELECT|INSERT|UPDATE|DELETE|MERGE|WITH|VALUES|TABLE|COPY|DO|CALL|EXECUTE|EXPLAIN";

  private final SqlText text;
  private final Optional<Span> firstWord;
  private final Set<String> mentioned = new HashSet<>();

  private StatementText(SqlText text) {
    this.text = text;
    this.firstWord =
        text.tokens().stream()
            .filter(token -> token.kind() == Token.Kind.WORD)
            .map(Token::span)
            .findFirst();
    for (Token token : text.tokens()) {
      mentioned.add(token.value().toLowerCase(Locale.ROOT));
      if (token.kind() == Token.Kind.QUOTED_NAME || token.kind() == Token.Kind.STRING) {
        mentioned.addAll(words(token.value()));
      }
    }
  }

  static StatementText of(String statement) {
    return new StatementText(SqlText.of(statement));
  }

  /// What is written between other characters than those of a plain name, in lower case.
  private static List<String> words(String value) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int at = 0; at <= value.length(); at++) {
      if (at == value.length() || !isWordPart(value.charAt(at))) {
        if (at > start) {
          words.add(value.substring(start, at).toLowerCase(Locale.ROOT));
        }
        start = at + 1;
      }
    }
    return words;
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || Character.isSurrogate(c) || c == '_' || c == '$';
  }

  /// Whether the statement begins with the phrase, as [SqlText] reads one, behind parentheses too.
  boolean startsWith(String phrase) {
    return text.first(phrase)
        .filter(place -> firstWord.filter(word -> word.start() == place.start()).isPresent())
        .isPresent();
  }

  boolean beginsTransaction() {
    return startsWith("BEGIN|START");
  }

  /// COMMIT or END, but not the second half of a two-phase commit.
  boolean commits() {
    return startsWith("COMMIT|END") && !startsWith("COMMIT PREPARED");
  }

  boolean endsTransaction() {
    return startsWith("PREPARE TRANSACTION")
        || (startsWith("COMMIT|END|ROLLBACK|ABORT")
            && !returnsToSavepoint()
            && !startsWith("COMMIT|ROLLBACK PREPARED"));
  }

  private boolean returnsToSavepoint() {
    return startsWith("ROLLBACK [WORK|TRANSACTION] TO");
  }

  boolean movesSavepoint() {
    return startsWith("SAVEPOINT|RELEASE") || returnsToSavepoint();
  }

  /// Changes or tells a setting. It takes no lock, and some must come before a transaction's first
  /// query.
  boolean isSetting() {
    return startsWith("SET|RESET|SHOW|DISCARD") && !startsWith("SET CONSTRAINTS");
  }

  /// Refused outside of a transaction block, so it may not be put into one of the trace's own.
  boolean needsTransactionBlock() {
    return startsWith("LOCK|DECLARE") || movesSavepoint();
  }

  /// Whether the planner decides how tables are read.
  boolean isPlanned() {
    return startsWith(PLANNED)
        || (startsWith("CREATE [GLOBAL|LOCAL] [TEMPORARY|TEMP|UNLOGGED] TABLE")
            && text.first("SELECT").isPresent());
  }

  /// `COMMIT AND CHAIN`, which ends a transaction and begins the next.
  boolean chains() {
    return text.first("AND CHAIN").isPresent();
  }

  /// Whether it takes a lock that readers and writers let through, and so never waits for them.
  boolean passesWriters() {
    return startsWith("VACUUM|ANALYZE|CLUSTER");
  }

  /// Whether it locks indexes behind their table, for no longer than it rebuilds one.
  boolean locksIndexesLast() {
    return startsWith("REINDEX") && text.first("CONCURRENTLY").isEmpty();
  }

  /// Whether the text holds this name, in quotes or not, in code, strings or bodies.
  boolean names(String identifier) {
    List<String> words = words(identifier);
    return mentioned.contains(identifier.toLowerCase(Locale.ROOT))
        || (!words.isEmpty() && mentioned.containsAll(words));
  }
}
