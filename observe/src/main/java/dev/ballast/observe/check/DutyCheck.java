package dev.ballast.observe.check;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Durations;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A check that compares an objective with what is measured. The figure is the measured share of
/// what is asked, so that 1 is the objective.
public abstract class DutyCheck extends ProtectionCheck {
  private static final double MISSED_BY_FAR = 2;

  private final Protection.Aim aim;

  protected DutyCheck(String name, Protection.Aim aim) {
    super(
        name,
        Threshold.of(Measure.SHARE, 1, Urgency.TICKET)
            .pagingFrom(MISSED_BY_FAR)
            .clearingBelow(1)
            .after(Duration.ofMinutes(1)));
    this.aim = requireNonNull(aim, "aim is null");
  }

  @Override
  protected final Look judged(Protection protection, Observed observed) {
    if (protection.vault().isEmpty()) {
      // Which has a check of its own.
      return Look.NOTHING;
    }
    Optional<Protection.Duty> duty = protection.duty(aim);
    if (duty.isEmpty()) {
      return new Look.Undecided(
          protection.unreadable().orElse("how its backups stand was not looked at yet"));
    }
    Optional<Duration> measured = duty.get().measured();
    if (measured.isEmpty()) {
      return new Look.Undecided(duty.get().unknown());
    }
    Duration asked = duty.get().asked();
    SymptomDraft draft =
        SymptomDraft.of(
                Labels.NONE,
                share(measured.get(), asked),
                "%s is %s, and at most %s is asked"
                    .formatted(what(), Durations.text(measured.get()), Durations.text(asked)))
            .with("measured", Durations.text(measured.get()))
            .with("asked", Durations.text(asked));
    remedies(draft, observed);
    return found(List.of(draft));
  }

  private static double share(Duration measured, Duration asked) {
    return asked.isZero()
        ? measured.isZero() ? 0 : MISSED_BY_FAR
        : (double) measured.toMillis() / asked.toMillis();
  }

  /// What is measured, as the subject of a sentence.
  protected abstract String what();

  protected abstract void remedies(SymptomDraft draft, Observed observed);
}
