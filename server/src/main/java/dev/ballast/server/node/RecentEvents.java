package dev.ballast.server.node;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventLog;
import dev.ballast.store.event.EventPage;
import dev.ballast.store.event.EventQuery;
import dev.ballast.targets.config.Configuration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// What happened at each target within the last hour, read again and again, so that who evaluates
/// checks does not wait for the store. Runs until its thread is interrupted. Safe for any number of
/// threads.
final class RecentEvents implements Runnable {
  private static final Duration LOOK = Duration.ofSeconds(10);
  private static final Duration WINDOW = Duration.ofHours(1);

  /// Of more the newest are known.
  private static final int MOST = EventQuery.MAX_LIMIT;

  /// Events of a moment ago may be dated ahead by another machine's clock.
  private static final Duration AHEAD = Duration.ofMinutes(1);

  private static final Seen UNREAD = new Seen(List.of(), Optional.of("they were not read yet"));

  private final EventLog events;
  private final Supplier<Configuration> inForce;
  private final Clock clock;
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();

  /// Events of one target, the newest first.
  ///
  /// @param missing why there may be others
  record Seen(List<Event> events, Optional<String> missing) {
    Seen {
      events = List.copyOf(events);
      requireNonNull(missing, "missing is null");
    }
  }

  RecentEvents(EventLog events, Supplier<Configuration> inForce, Clock clock) {
    this.events = events;
    this.inForce = inForce;
    this.clock = clock;
  }

  Seen of(String target) {
    return seen.getOrDefault(target, UNREAD);
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      look();
      clock.pause(LOOK);
    }
  }

  private void look() {
    Instant now = clock.now();
    inForce.get().targets().forEach(target -> seen.put(target.name(), read(target.name(), now)));
  }

  private Seen read(String target, Instant now) {
    EventQuery query =
        new EventQuery(
            Optional.of(target),
            Set.of(),
            now.minus(WINDOW),
            now.plus(AHEAD),
            Optional.empty(),
            MOST);
    try {
      EventPage page = events.read(query);
      return new Seen(page.events(), page.incomplete().map(Fault::getMessage));
    } catch (Fault fault) {
      CommonError.keepInterrupt(fault);
      return new Seen(List.of(), Optional.of(fault.getMessage()));
    }
  }
}
