package dev.ballast.observe.catalogue.budget_burning_fast;

import dev.ballast.observe.check.BurnCheck;
import org.jspecify.annotations.NullMarked;

/// A budget that is used so fast that somebody has to act now.
@NullMarked
public final class BudgetBurningFast extends BurnCheck {
  public BudgetBurningFast() {
    super("budget-burning-fast", true);
  }
}
