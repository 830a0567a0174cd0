package dev.ballast.observe.catalogue.log_io_error;

import dev.ballast.observe.check.LogCheck;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.log.event.LogClass;
import dev.ballast.store.alert.Urgency;
import org.jspecify.annotations.NullMarked;

/// A read or write that the operating system refused.
@NullMarked
public final class LogIoError extends LogCheck {
  public LogIoError() {
    super("log-io-error", Topic.STORAGE, Threshold.ifSo(Urgency.PAGE), LogClass.IO_ERROR);
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
