package dev.ballast.observe.catalogue.log_crash_recovery;

import dev.ballast.observe.check.LogCheck;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.log.event.LogClass;
import dev.ballast.store.alert.Urgency;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A server that recovered from a crash.
@NullMarked
public final class LogCrashRecovery extends LogCheck {
  public LogCrashRecovery() {
    super(
        "log-crash-recovery",
        Topic.AVAILABILITY,
        Threshold.ifSo(Urgency.TICKET),
        LogClass.CRASH_RECOVERY);
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("log-process-crashed", "log-panic");
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
