package dev.ballast.observe.catalogue.log_process_crashed;

import dev.ballast.observe.check.LogCheck;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.log.event.LogClass;
import dev.ballast.store.alert.Urgency;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A process of the server that a signal ended.
@NullMarked
public final class LogProcessCrashed extends LogCheck {
  public LogProcessCrashed() {
    super(
        "log-process-crashed",
        Topic.AVAILABILITY,
        Threshold.ifSo(Urgency.PAGE),
        LogClass.BACKEND_CRASH);
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("log-panic");
  }

  @Override
  protected void remedies(SymptomDraft draft, Observed observed) {
    draft.remedy("See the messages", reading(observed));
  }
}
