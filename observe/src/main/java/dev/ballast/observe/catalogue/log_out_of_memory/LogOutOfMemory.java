package dev.ballast.observe.catalogue.log_out_of_memory;

import dev.ballast.observe.check.LogCheck;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.log.event.LogClass;
import dev.ballast.store.alert.Urgency;
import org.jspecify.annotations.NullMarked;

/// A statement that got no memory.
@NullMarked
public final class LogOutOfMemory extends LogCheck {
  public LogOutOfMemory() {
    super("log-out-of-memory", Topic.HOST, Threshold.ifSo(Urgency.TICKET), LogClass.OUT_OF_MEMORY);
  }

  @Override
  protected void remedies(SymptomDraft draft, Observed observed) {
    draft.remedy("See the messages", reading(observed));
  }
}
