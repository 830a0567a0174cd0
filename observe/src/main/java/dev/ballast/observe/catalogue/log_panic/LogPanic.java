package dev.ballast.observe.catalogue.log_panic;

import dev.ballast.observe.check.LogCheck;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.log.event.LogClass;
import dev.ballast.store.alert.Urgency;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A server that stopped itself.
@NullMarked
public final class LogPanic extends LogCheck {
  public LogPanic() {
    super("log-panic", Topic.AVAILABILITY, Threshold.ifSo(Urgency.PAGE), LogClass.PANIC);
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("log-disk-full");
  }

  @Override
  protected void remedies(SymptomDraft draft, Observed observed) {
    draft
        .remedy("See the messages", reading(observed))
        .remedy(
            "Prove that the last backup is sound",
            "ballast prove --target %s".formatted(observed.target().name()));
  }
}
