package dev.ballast.observe.catalogue.recovery_time_missed;

import dev.ballast.observe.check.DutyCheck;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.Protection;
import dev.ballast.observe.check.SymptomDraft;
import org.jspecify.annotations.NullMarked;

/// An objective that is missed: the expected time of a recovery.
@NullMarked
public final class RecoveryTimeMissed extends DutyCheck {
  public RecoveryTimeMissed() {
    super("recovery-time-missed", Protection.Aim.RECOVERY_TIME);
  }

  @Override
  protected String what() {
    return "the expected time of a recovery";
  }

  @Override
  protected void remedies(SymptomDraft draft, Observed observed) {
    draft
        .remedy(
            "See what takes the time",
            "ballast recovery forecast --target %s".formatted(observed.target().name()))
        .remedy(
            "Take an incremental backup, which shortens the replay",
            "ballast backup run --target %s".formatted(observed.target().name()));
  }
}
