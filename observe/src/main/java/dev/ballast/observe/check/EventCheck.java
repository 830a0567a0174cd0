package dev.ballast.observe.check;

import static java.util.Objects.requireNonNull;

import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventSource;
import java.util.List;
import java.util.Optional;

/// A check of what happened within the last hour.
public abstract class EventCheck extends Check {
  private final EventSource source;

  /// @param source of the events that it looks at
  protected EventCheck(String name, Topic topic, Threshold threshold, EventSource source) {
    super(name, topic, threshold);
    this.source = requireNonNull(source, "source is null");
  }

  /// Events are known while the server does not answer.
  @Override
  public final boolean needsNoAnswer() {
    return true;
  }

  @Override
  public final Look look(Observed observed) {
    Optional<String> missing =
        observed
            .surroundings()
            .eventsMissing()
            .map("the events of the last hour are not all known: "::concat)
            .or(() -> unread(observed));
    if (missing.isPresent()) {
      return new Look.Undecided(missing.get());
    }
    List<Event> events =
        observed.events().stream().filter(event -> event.source() == source).toList();
    return new Look.Found(judged(events, observed).stream().map(SymptomDraft::symptom).toList());
  }

  /// Why such events cannot be known of the target, where they cannot.
  protected Optional<String> unread(Observed observed) {
    return Optional.empty();
  }

  /// Judges the events of the source, the newest first.
  protected abstract List<SymptomDraft> judged(List<Event> events, Observed observed);
}
