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
  private final CollationDrift drift;
  private final boolean system;

  TableProbe(
      WorkerSessions worker,
      ProbedIndex.OfTable table,
      CheckSettings settings,
      IndexBudget budget,
      CollationDrift drift) {
    this.worker = worker;
    this.table = table;
    this.settings = settings;
    this.budget = budget;
    this.drift = drift;
    this.system = worker.isKeeper(table.role());
  }

  List<CheckOutcome> check() {
    List<CheckOutcome> outcomes = new ArrayList<>();
    BtreeReading.Rows rows = new BtreeReading.Rows();
    for (ProbedIndex index : table.indexes()) {
      try (IndexSessions sessions = new IndexSessions(worker, index, system)) {
        outcomes.add(
            index.isBtree()
                ? new BtreeReading(sessions, index, settings, rows).check()
                : new KeyLookup(sessions, index, settings, budget, drift.ofIndex(index.oid()))
                    .check());
      }
    }
    return outcomes;
  }
}
