package dev.ballast.store.sample;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// Brings what a journal holds to the store, segment by segment, until its thread is interrupted.
/// Where the store cannot be reached, the journal fills up and this tries again.
public final class StoringLoop implements Runnable {
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final SampleJournal journal;
  private final SampleWriter writer;
  private final Clock clock;
  private final Map<Pace, Long> rotatedAt = new EnumMap<>(Pace.class);
  private volatile Optional<Fault> failing = Optional.empty();

  public StoringLoop(SampleJournal journal, SampleWriter writer, Clock clock) {
    this.journal = journal;
    this.writer = writer;
    this.clock = clock;
    for (Pace pace : Pace.values()) {
      rotatedAt.put(pace, clock.nanoTime());
    }
  }

  /// Why the store does not take samples at present.
  public Optional<Fault> failing() {
    return failing;
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      for (Pace pace : Pace.values()) {
        if (clock.since(rotatedAt.get(pace)).compareTo(pace.span()) >= 0) {
          journal.rotate(pace);
          rotatedAt.put(pace, clock.nanoTime());
        }
      }
      store();
      clock.pause(INTERVAL);
    }
  }

  private void store() {
    try {
      writer.storeWaiting(journal);
      failing = Optional.empty();
    } catch (Fault fault) {
      CommonError.keepInterrupt(fault);
      failing = Optional.of(fault);
    }
  }
}
