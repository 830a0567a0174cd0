package dev.ballast.observe.catalogue.log_slot_invalidated;

import dev.ballast.observe.check.LogCheck;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.log.event.LogClass;
import dev.ballast.store.alert.Urgency;
import org.jspecify.annotations.NullMarked;

/// A slot that lost what it kept.
@NullMarked
public final class LogSlotInvalidated extends LogCheck {
  public LogSlotInvalidated() {
    super(
        "log-slot-invalidated",
        Topic.REPLICATION,
        Threshold.ifSo(Urgency.TICKET),
        LogClass.SLOT_INVALIDATED);
  }

  @Override
  protected void remedies(SymptomDraft draft, Observed observed) {
    draft.remedy("See the messages", reading(observed));
  }
}
