package dev.ballast.server.api;

import static java.util.Objects.requireNonNull;

import dev.ballast.report.server.BudgetLine;
import java.util.List;

/// The error budgets of all targets.
public record ObjectivesView(List<OfTarget> targets) {
  public ObjectivesView {
    targets = List.copyOf(targets);
  }

  /// Those of one target.
  ///
  /// @param watchedHere whether this node watches it; another one has its budgets if not
  public record OfTarget(String target, boolean watchedHere, List<BudgetLine> budgets) {
    public OfTarget {
      requireNonNull(target, "target is null");
      budgets = List.copyOf(budgets);
    }
  }
}
