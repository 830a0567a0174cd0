package dev.ballast.change.trace.seen;

import static java.util.Objects.requireNonNull;

import dev.ballast.migrations.TransactionMode;
import java.util.List;

/// A script's statements in their order, and the transactions they ran in.
///
/// @param transactions those that held more than one statement
/// @param emptyTables tables for which no row could be made up, so what happens to their rows was
///     not seen
/// @param notes what a reader must know of the run as a whole
public record ScriptTrace(
    String file,
    TransactionMode mode,
    List<StatementTrace> statements,
    List<TransactionTrace> transactions,
    List<EmptyTable> emptyTables,
    List<String> notes) {
  public ScriptTrace {
    requireNonNull(file, "file is null");
    requireNonNull(mode, "mode is null");
    statements = List.copyOf(statements);
    transactions = List.copyOf(transactions);
    emptyTables = List.copyOf(emptyTables);
    notes = List.copyOf(notes);
  }

  /// Whether every statement ran to its end, and no transaction failed at its own.
  public boolean isComplete() {
    return reachesItsEnd() && statements.stream().allMatch(s -> s.outcome().isDone());
  }

  /// Whether every statement but those that were left out ran to its end, so that what follows may
  /// be run.
  public boolean reachesItsEnd() {
    return statements.stream()
            .allMatch(s -> s.outcome().isDone() || s.outcome() instanceof Outcome.LeftOut)
        && transactions.stream().noneMatch(t -> t.end() instanceof Outcome.Failed);
  }
}
