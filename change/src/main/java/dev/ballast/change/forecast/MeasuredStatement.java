package dev.ballast.change.forecast;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.tree.QualifiedName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// One statement as a rehearsal measured it on a clone.
///
/// @param table that it reads or writes most; empty where it is about none
/// @param took one duration for each time it was rehearsed, at least one; waits for locks included
/// @param waited how long it waited for locks, on average
/// @param rows of the table on the clone
/// @param bytes of the table on the clone, with indexes and TOAST
/// @param rewritten bytes of new files of tables that were there before
/// @param built bytes of new indexes
/// @param wal bytes of write-ahead log
/// @param statementsPerSecond of the traffic on that table, which it was rehearsed under
/// @param blocks how long others were kept out: the longest lock that conflicts with writing
public record MeasuredStatement(
    String text,
    Optional<QualifiedName> table,
    List<Duration> took,
    Duration waited,
    OptionalLong rows,
    OptionalLong bytes,
    long rewritten,
    long built,
    long wal,
    OptionalDouble statementsPerSecond,
    Duration blocks) {
  public MeasuredStatement {
    requireNonNull(text, "text is null");
    requireNonNull(table, "table is null");
    took = List.copyOf(took);
    if (took.isEmpty()) {
      throw new IllegalArgumentException("a statement that was never run was not measured");
    }
    requireNonNull(waited, "waited is null");
    requireNonNull(rows, "rows is null");
    requireNonNull(bytes, "bytes is null");
    requireNonNull(statementsPerSecond, "statementsPerSecond is null");
    requireNonNull(blocks, "blocks is null");
  }

  /// What takes the time: by what it wrote where that tells, otherwise by its kind.
  StatementKind.Work work() {
    if (rewritten > 0) {
      return StatementKind.Work.REWRITE;
    }
    return built > 0 ? StatementKind.Work.INDEX_BUILD : kind().work();
  }

  /// Its kind; what is rewritten in passing is a rewrite, whatever the statement is called.
  public StatementKind kind() {
    StatementKind kind = StatementKind.of(text);
    return rewritten > 0 && kind.work() == StatementKind.Work.CATALOG
        ? StatementKind.TABLE_REWRITE
        : kind;
  }
}
