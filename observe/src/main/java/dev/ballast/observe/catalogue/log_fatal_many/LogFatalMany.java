package dev.ballast.observe.catalogue.log_fatal_many;

import dev.ballast.observe.check.LogCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.log.event.LogClass;
import dev.ballast.store.alert.Urgency;
import org.jspecify.annotations.NullMarked;

/// Many sessions that an error ended.
@NullMarked
public final class LogFatalMany extends LogCheck {
  public LogFatalMany() {
    super(
        "log-fatal-many",
        Topic.CONNECTIONS,
        Threshold.of(Measure.COUNT, 20, Urgency.TICKET),
        LogClass.FATAL);
  }

  @Override
  protected void remedies(SymptomDraft draft, Observed observed) {
    draft.remedy("See the messages", reading(observed));
  }
}
