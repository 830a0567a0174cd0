package dev.ballast.protect.verify;

import java.util.ArrayList;
import java.util.List;

/// Compares the indexes of one table with it, one after another: two at once would hide each other
/// from the planner.
final class TableProbe {
  private final WorkerSessions worker;
  private final ProbedIndex.OfTable table;
  private final CheckSettings settings;
  private final IndexBudget budget;
  private final boolean system;

  /// @param system whether the table is PostgreSQL's own
  TableProbe(
      WorkerSessions worker,
      ProbedIndex.OfTable table,
      CheckSettings settings,
      IndexBudget budget,
      boolean system) {
    this.worker = worker;
    this.table = table;
    this.settings = settings;
    this.budget = budget;
    this.system = system;
  }

  List<CheckOutcome> check() {
    List<CheckOutcome> outcomes = new ArrayList<>();
    for (ProbedIndex index : table.indexes()) {
      try (IndexSessions sessions = new IndexSessions(worker, index, system)) {
        outcomes.add(
            index.isBtree()
                ? new BtreeReading(sessions, index, settings).check()
                : new KeyLookup(sessions, index, settings, budget).check());
      }
    }
    return outcomes;
  }
}
