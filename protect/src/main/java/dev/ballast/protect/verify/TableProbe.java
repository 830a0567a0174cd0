package dev.ballast.protect.verify;

import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Probes the indexes of one table, one after another. To make the planner use one among several,
/// the others are marked invalid in `pg_index` meanwhile: only on a copy.
///
/// The keeper marks them, commits, and marks them back, since the owner whose session reads may
/// not. PostgreSQL's own tables, which the keeper reads, are marked within a transaction that is
/// rolled back: nothing else sees the marks of a catalogue.
final class TableProbe {
  private static final String VALID =
      "SELECT indexrelid::pg_catalog.int8 AS oid FROM pg_catalog.pg_index WHERE indrelid = %d AND indisvalid";

  private final WorkerSessions worker;
  private final ProbedIndex.OfTable table;
  private final CheckSettings settings;
  private final boolean system;

  /// @param system whether the table is PostgreSQL's own
  TableProbe(
      WorkerSessions worker, ProbedIndex.OfTable table, CheckSettings settings, boolean system) {
    this.worker = worker;
    this.table = table;
    this.settings = settings;
    this.system = system;
  }

  List<CheckOutcome> check() {
    Session keeper = worker.keeper();
    List<Long> valid =
        keeper.query(
            VALID.formatted(table.indexes().getFirst().table().oid()), row -> row.number("oid"));
    return system ? withinTransaction(keeper, valid) : committed(keeper, valid);
  }

  private List<CheckOutcome> withinTransaction(Session keeper, List<Long> valid) {
    List<CheckOutcome> outcomes = new ArrayList<>();
    for (ProbedIndex index : table.indexes()) {
      keeper.begin(IsolationLevel.READ_COMMITTED, Access.READ_WRITE);
      try {
        leaveOnly(keeper, valid, List.of(index.oid()));
        outcomes.add(new IndexProbe(keeper, index, settings).check());
      } finally {
        keeper.rollback();
      }
    }
    return outcomes;
  }

  private List<CheckOutcome> committed(Session keeper, List<Long> valid) {
    List<CheckOutcome> outcomes = new ArrayList<>();
    try {
      for (ProbedIndex index : table.indexes()) {
        leaveOnly(keeper, valid, List.of(index.oid()));
        outcomes.add(
            worker.as(
                table.role(), "", session -> new IndexProbe(session, index, settings).check()));
      }
    } finally {
      leaveOnly(keeper, valid, valid);
    }
    return outcomes;
  }

  private static void leaveOnly(Session keeper, List<Long> valid, List<Long> left) {
    if (valid.size() > 1) {
      keeper.execute(
          "UPDATE pg_catalog.pg_index SET indisvalid = indexrelid IN (%s) WHERE indexrelid IN (%s) AND indisvalid <> (indexrelid IN (%1$s))"
              .formatted(list(left), list(valid)));
    }
  }

  private static String list(List<Long> oids) {
    return oids.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
