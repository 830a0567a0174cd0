package dev.ballast.observe.catalogue.log_gap;

import dev.ballast.observe.check.EventCheck;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventSource;
import dev.ballast.store.sample.Labels;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// A part of the write-ahead log that is missing.
@NullMarked
public final class LogGap extends EventCheck {
  public LogGap() {
    super("log-gap", Topic.BACKUP, Threshold.ifSo(Urgency.TICKET), EventSource.WAL);
  }

  @Override
  protected List<SymptomDraft> judged(List<Event> events, Observed observed) {
    return events.stream()
        .filter(event -> event.subject().equals("gap"))
        .limit(1)
        .map(
            event ->
                SymptomDraft.of(Labels.NONE, 1, event.summary())
                    .with("seen_at", event.at().toString())
                    .remedy(
                        "Take a backup that does not need what is missing",
                        "ballast backup run --target %s".formatted(observed.target().name())))
        .toList();
  }
}
