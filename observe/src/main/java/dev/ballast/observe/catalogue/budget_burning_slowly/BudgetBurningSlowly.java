package dev.ballast.observe.catalogue.budget_burning_slowly;

import dev.ballast.observe.check.BurnCheck;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A budget that will not last for its 30 days.
@NullMarked
public final class BudgetBurningSlowly extends BurnCheck {
  public BudgetBurningSlowly() {
    super("budget-burning-slowly", false);
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("clients-unserved", "target-unreachable", "budget-burning-fast");
  }
}
