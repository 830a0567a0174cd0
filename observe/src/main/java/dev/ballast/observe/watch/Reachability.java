package dev.ballast.observe.watch;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Severity;
import dev.ballast.observe.event.EventSink;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Reports when a target cannot be reached, and when it can again. For the thread of its watch.
final class Reachability {
  private static final double MILLIS = 1000;

  private final String target;
  private final EventSink sink;
  private final Clock clock;
  private Optional<Absence> absence = Optional.empty();

  /// @param reported whether a new session failed as well
  private record Absence(Instant since, long sinceNanos, Fault why, boolean reported) {}

  Reachability(String target, EventSink sink, Clock clock) {
    this.target = target;
    this.sink = sink;
    this.clock = clock;
  }

  /// A session ended by itself. That alone says nothing of the server.
  void lost(Fault why) {
    absence = Optional.of(new Absence(clock.now(), clock.nanoTime(), why, false));
  }

  /// No session could be opened.
  void refused(Fault why) {
    Absence now = absence.orElseGet(() -> new Absence(clock.now(), clock.nanoTime(), why, false));
    if (!now.reported()) {
      sink.accept(
          event(
                  now.since(),
                  Severity.ERROR,
                  "unreachable",
                  "cannot be reached: " + why.getMessage())
              .with("code", why.code().id()));
    }
    absence = Optional.of(new Absence(now.since(), now.sinceNanos(), why, true));
  }

  /// A session was opened.
  void reached() {
    absence.ifPresent(
        was -> {
          Duration took = clock.since(was.sinceNanos());
          String seconds = "%.1f".formatted(took.toMillis() / MILLIS);
          sink.accept(
              was.reported()
                  ? event(
                          clock.now(),
                          Severity.INFO,
                          "reachable",
                          "can be reached again after " + seconds + " s")
                      .with("seconds", seconds)
                  : Event.of(
                          target,
                          was.since(),
                          EventSource.COLLECTION,
                          Severity.INFO,
                          "session",
                          "the watch's session ended, and another was opened: "
                              + was.why().getMessage())
                      .with("code", was.why().code().id()));
        });
    absence = Optional.empty();
  }

  private Event event(Instant at, Severity severity, String subject, String summary) {
    return Event.of(target, at, EventSource.SERVER, severity, subject, summary);
  }
}
