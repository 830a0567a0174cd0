package dev.ballast.observe.catalogue.log_authentication_failing;

import dev.ballast.observe.check.LogCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.log.event.LogClass;
import dev.ballast.store.alert.Urgency;
import org.jspecify.annotations.NullMarked;

/// Many clients that were not let in.
@NullMarked
public final class LogAuthenticationFailing extends LogCheck {
  public LogAuthenticationFailing() {
    super(
        "log-authentication-failing",
        Topic.CONNECTIONS,
        Threshold.of(Measure.COUNT, 20, Urgency.TICKET),
        LogClass.AUTHENTICATION_FAILED);
  }

  @Override
  protected void remedies(SymptomDraft draft, Observed observed) {
    draft.remedy("See the messages", reading(observed));
  }
}
