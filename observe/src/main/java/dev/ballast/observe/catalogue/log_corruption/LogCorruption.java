package dev.ballast.observe.catalogue.log_corruption;

import dev.ballast.observe.check.LogCheck;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.log.event.LogClass;
import dev.ballast.store.alert.Urgency;
import org.jspecify.annotations.NullMarked;

/// A page that is not what it should be.
@NullMarked
public final class LogCorruption extends LogCheck {
  public LogCorruption() {
    super("log-corruption", Topic.STORAGE, Threshold.ifSo(Urgency.PAGE), LogClass.CORRUPTION);
  }

  @Override
  protected void remedies(SymptomDraft draft, Observed observed) {
    draft
        .remedy(
            "Prove that the last backup is sound",
            "ballast prove --target %s".formatted(observed.target().name()))
        .remedy("See the messages", reading(observed));
  }
}
