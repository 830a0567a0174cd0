package dev.ballast.observe.catalogue.log_wal_removed;

import dev.ballast.observe.check.LogCheck;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.log.event.LogClass;
import dev.ballast.store.alert.Urgency;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A standby that asked for log which is gone.
@NullMarked
public final class LogWalRemoved extends LogCheck {
  public LogWalRemoved() {
    super(
        "log-wal-removed", Topic.REPLICATION, Threshold.ifSo(Urgency.TICKET), LogClass.WAL_REMOVED);
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("log-slot-invalidated");
  }

  @Override
  protected void remedies(SymptomDraft draft, Observed observed) {
    draft.remedy("See the messages", reading(observed));
  }
}
