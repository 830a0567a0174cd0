package dev.ballast.store.event;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.SessionPool;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All events: takes them in without waiting for the store, brings them there, and returns them
/// from where they are. Runs, to store, until its thread is interrupted. Safe for any number of
/// threads.
public final class EventLog implements Runnable, AutoCloseable {
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  /// As long as figures by the hour are kept.
  private static final Duration RETENTION = Duration.ofDays(400);

  private final EventJournal journal;
  private final EventTable table;
  private final Clock clock;
  private volatile Optional<Fault> failing = Optional.empty();

  /// How the events are doing.
  ///
  /// @param waiting which the store does not have yet
  /// @param dropped since the process began, for lack of room
  /// @param broken why events are in memory only at present
  public record State(int waiting, long dropped, Optional<Fault> broken) {}

  private EventLog(EventJournal journal, EventTable table, Clock clock) {
    this.journal = journal;
    this.table = table;
    this.clock = clock;
  }

  /// Takes over what an earlier process left in the folder. One folder belongs to one process at a
  /// time: that is for the caller to see to.
  ///
  /// @param maxBytes of what waits for the store
  public static EventLog open(Path folder, long maxBytes, SessionPool pool, Clock clock) {
    return new EventLog(EventJournal.open(folder, maxBytes, clock), new EventTable(pool), clock);
  }

  /// Takes an event in.
  public void accept(Event event) {
    journal.accept(event);
  }

  /// Why the store does not take events at present.
  public Optional<Fault> failing() {
    return failing;
  }

  public State state() {
    return journal.state();
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        storeWaiting();
        failing = Optional.empty();
      } catch (Fault fault) {
        CommonError.keepInterrupt(fault);
        failing = Optional.of(fault);
      }
      clock.pause(INTERVAL);
    }
  }

  /// Stores all events that wait, the oldest first. Throws what the store answers; what is not
  /// stored then still waits.
  public void storeWaiting() {
    for (var next = journal.oldest(); next.isPresent(); next = journal.oldest()) {
      table.write(next.get().events());
      journal.stored(next.get());
    }
  }

  /// The newest of those that are wanted. Where the store cannot be asked, those that wait for it,
  /// and why there are no others.
  public EventPage read(EventQuery query) {
    // Before the store is asked: what is stored in between is in both, and not in neither.
    List<Event> waiting = journal.waiting();
    List<Event> stored = new ArrayList<>();
    Optional<Fault> incomplete = Optional.empty();
    try {
      stored.addAll(table.read(query));
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      incomplete = Optional.of(fault);
    }
    Map<UUID, Event> once =
        Stream.concat(stored.stream(), waiting.stream().filter(query::wants))
            .collect(Collectors.toMap(Event::id, Function.identity(), (one, same) -> one));
    List<Event> page =
        once.values().stream().sorted(Event.NEWEST_FIRST).limit(query.limit()).toList();
    return new EventPage(
        page,
        page.size() < query.limit()
            ? Optional.empty()
            : Optional.of(EventCursor.of(page.getLast())),
        incomplete);
  }

  /// Drops the months that are over; returns how many.
  public int upkeep(Instant now) {
    return table.drop(now, RETENTION);
  }

  /// Ends the file of the journal; what it holds is stored by the next process.
  @Override
  public void close() {
    journal.close();
  }
}
