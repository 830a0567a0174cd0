package dev.ballast.change.trace;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// As much of a statement's text as the trace must know before the server sees it. What the
/// statement means is the server's business.
record Words(List<String> first, Set<String> all) {
  private static final Pattern COMMENT = Pattern.compile("--[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}_$]+");
  private static final int FIRST = 6;

  private static final Set<String> BEGINS = Set.of("BEGIN", "START");
  private static final Set<String> ENDS = Set.of("COMMIT", "END", "ROLLBACK", "ABORT");
  private static final Set<String> SAVEPOINTS = Set.of("SAVEPOINT", "RELEASE");
  private static final Set<String> SETTINGS = Set.of("SET", "RESET", "SHOW", "DISCARD");
  private static final Set<String> PLANNED =
      Set.of(
          "SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "WITH", "VALUES", "TABLE", "COPY", "DO",
          "CALL", "EXECUTE", "EXPLAIN");

  Words {
    first = List.copyOf(first);
    all = Set.copyOf(all);
  }

  static Words of(String statement) {
    List<String> first =
        BETWEEN
            .splitAsStream(COMMENT.matcher(statement).replaceAll(" "))
            .filter(word -> !word.isEmpty())
            .limit(FIRST)
            .map(word -> word.toUpperCase(Locale.ROOT))
            .toList();
    Set<String> all =
        BETWEEN
            .splitAsStream(statement)
            .map(word -> word.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    return new Words(first, all);
  }

  boolean startsWith(String... words) {
    return first.size() >= words.length
        && first.subList(0, words.length).equals(Arrays.asList(words));
  }

  private boolean startsWithOneOf(Set<String> words) {
    return !first.isEmpty() && words.contains(first.getFirst());
  }

  boolean beginsTransaction() {
    return startsWithOneOf(BEGINS);
  }

  /// COMMIT or END, but not the second half of a two-phase commit.
  boolean commits() {
    return (startsWith("COMMIT") || startsWith("END")) && !startsWith("COMMIT", "PREPARED");
  }

  boolean endsTransaction() {
    return startsWith("PREPARE", "TRANSACTION")
        || (startsWithOneOf(ENDS)
            && !returnsToSavepoint()
            && !startsWith("COMMIT", "PREPARED")
            && !startsWith("ROLLBACK", "PREPARED"));
  }

  private boolean returnsToSavepoint() {
    return startsWith("ROLLBACK", "TO")
        || startsWith("ROLLBACK", "WORK", "TO")
        || startsWith("ROLLBACK", "TRANSACTION", "TO");
  }

  boolean movesSavepoint() {
    return startsWithOneOf(SAVEPOINTS) || returnsToSavepoint();
  }

  /// Changes or tells a setting. It takes no lock, and some must come before a transaction's first
  /// query.
  boolean isSetting() {
    return startsWithOneOf(SETTINGS) && !startsWith("SET", "CONSTRAINTS");
  }

  /// Refused outside of a transaction block, so it may not be put into one of the trace's own.
  boolean needsTransactionBlock() {
    return startsWith("LOCK") || movesSavepoint() || startsWith("DECLARE");
  }

  /// Whether the planner decides how tables are read.
  boolean isPlanned() {
    return startsWithOneOf(PLANNED)
        || (startsWith("CREATE") && first.contains("TABLE") && all.contains("select"));
  }

  /// `COMMIT AND CHAIN`, which ends a transaction and begins the next.
  boolean chains() {
    return all.contains("chain");
  }

  /// Whether it takes a lock that readers and writers let through, and so never waits for them.
  boolean passesWriters() {
    return startsWith("VACUUM") || startsWith("ANALYZE") || startsWith("CLUSTER");
  }

  /// Whether the text holds this name, in quotes or not, in code, strings or bodies.
  boolean names(String identifier) {
    return BETWEEN
        .splitAsStream(identifier)
        .map(word -> word.toLowerCase(Locale.ROOT))
        .allMatch(all::contains);
  }

  /// Why a scratch server must not run it; empty where it may.
  ///
  /// A migration may name servers and programs of production, and the trace must not reach them.
  Optional<String> refusal() {
    if (startsWith("CREATE", "SUBSCRIPTION")
        || startsWith("ALTER", "SUBSCRIPTION")
        || startsWith("DROP", "SUBSCRIPTION")
        || startsWith("IMPORT", "FOREIGN", "SCHEMA")) {
      return Optional.of("it would connect to another server");
    }
    if (startsWith("COPY") && all.contains("program")) {
      return Optional.of("it would run a program on the server's machine");
    }
    return Optional.empty();
  }
}
