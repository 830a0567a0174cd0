package dev.ballast.observe.catalogue.recovery_point_missed;

import dev.ballast.observe.check.DutyCheck;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.Protection;
import dev.ballast.observe.check.SymptomDraft;
import org.jspecify.annotations.NullMarked;

/// An objective that is missed: what would be lost.
@NullMarked
public final class RecoveryPointMissed extends DutyCheck {
  public RecoveryPointMissed() {
    super("recovery-point-missed", Protection.Aim.RECOVERY_POINT);
  }

  @Override
  protected String what() {
    return "what would be lost";
  }

  @Override
  protected void remedies(SymptomDraft draft, Observed observed) {
    draft.remedy("See what is received and what is not", "ballast status");
  }
}
