package dev.ballast.observe.catalogue.log_autovacuum_cancelled;

import dev.ballast.observe.check.LogCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.log.event.LogClass;
import dev.ballast.store.alert.Urgency;
import org.jspecify.annotations.NullMarked;

/// Autovacuum that gives way again and again.
@NullMarked
public final class LogAutovacuumCancelled extends LogCheck {
  public LogAutovacuumCancelled() {
    super(
        "log-autovacuum-cancelled",
        Topic.VACUUM,
        Threshold.of(Measure.COUNT, 5, Urgency.TICKET),
        LogClass.AUTOVACUUM_CANCELLED);
  }

  @Override
  protected void remedies(SymptomDraft draft, Observed observed) {
    draft.remedy("See the messages", reading(observed));
  }
}
