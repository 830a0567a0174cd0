package dev.ballast.observe.catalogue.received_log_damaged;

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

/// Received log that is damaged.
@NullMarked
public final class ReceivedLogDamaged extends EventCheck {
  public ReceivedLogDamaged() {
    super("received-log-damaged", Topic.BACKUP, Threshold.ifSo(Urgency.TICKET), EventSource.WAL);
  }

  @Override
  protected List<SymptomDraft> judged(List<Event> events, Observed observed) {
    return events.stream()
        .filter(event -> event.subject().equals("damage"))
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
