package dev.ballast.observe.catalogue.log_disk_full;

import dev.ballast.observe.check.LogCheck;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.log.event.LogClass;
import dev.ballast.store.alert.Urgency;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A file that could not grow.
@NullMarked
public final class LogDiskFull extends LogCheck {
  public LogDiskFull() {
    super("log-disk-full", Topic.STORAGE, Threshold.ifSo(Urgency.PAGE), LogClass.DISK_FULL);
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("disk-nearly-full");
  }

  @Override
  protected void remedies(SymptomDraft draft, Observed observed) {
    draft.remedy("See the messages", reading(observed));
  }
}
