package dev.ballast.observe.catalogue.log_replication_ended;

import dev.ballast.observe.check.LogCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.log.event.LogClass;
import dev.ballast.store.alert.Urgency;
import org.jspecify.annotations.NullMarked;

/// Replication that breaks off again and again.
@NullMarked
public final class LogReplicationEnded extends LogCheck {
  public LogReplicationEnded() {
    super(
        "log-replication-ended",
        Topic.REPLICATION,
        Threshold.of(Measure.COUNT, 3, Urgency.TICKET),
        LogClass.REPLICATION_ENDED);
  }

  @Override
  protected void remedies(SymptomDraft draft, Observed observed) {
    draft.remedy("See the messages", reading(observed));
  }
}
