package dev.ballast.store.event;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.machine.OwnFolder;
import dev.ballast.machine.RandomName;
import dev.ballast.store.StoreError;
import dev.ballast.store.StoredFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Events on this node's disk, and in memory, until the store has them. What was taken in survives
/// a kill of the process and an outage of the store, up to a bound; beyond it the oldest go, and
/// what went is counted. Safe for any number of threads.
final class EventJournal implements AutoCloseable {
  private static final String ENDING = ".events";

  /// A file is ended at this size, so that the bound drops a part and not all.
  private static final int FILES_OF_BOUND = 16;

  /// What an event takes in memory beside its texts.
  private static final int EVENT_BYTES = 400;

  private final Path folder;
  private final long maxBytes;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Batch> closed = new ArrayDeque<>();
  private Batch open;
  private long dropped;
  private Optional<Fault> broken = Optional.empty();

  /// The events of one file. Guarded by the journal's lock while it grows.
  static final class Batch {
    private final Path path;
    private final List<Event> events = new ArrayList<>();
    private @Nullable EventFile file;
    private long bytes;

    private Batch(Path path) {
      this.path = path;
    }

    private void append(Event event) {
      events.add(event);
      bytes += EVENT_BYTES;
      if (file == null) {
        file = EventFile.create(path);
      }
      bytes += file.append(event);
    }

    private void end() {
      if (file != null) {
        file.close();
        file = null;
      }
    }

    List<Event> events() {
      return List.copyOf(events);
    }
  }

  private EventJournal(Path folder, long maxBytes, Clock clock) {
    this.folder = folder;
    this.maxBytes = maxBytes;
    this.clock = clock;
    this.open = new Batch(next());
  }

  /// Takes over what an earlier process left in the folder.
  ///
  /// @param maxBytes of all events that wait
  static EventJournal open(Path folder, long maxBytes, Clock clock) {
    try {
      EventJournal journal =
          new EventJournal(OwnFolder.require(folder, "rwx------"), maxBytes, clock);
      try (Stream<Path> files = Files.list(folder)) {
        for (Path left : files.filter(f -> f.toString().endsWith(ENDING)).sorted().toList()) {
          Batch batch = new Batch(left);
          batch.events.addAll(EventFile.read(left));
          batch.bytes = Files.size(left) + (long) EVENT_BYTES * batch.events.size();
          journal.closed.add(batch);
        }
      }
      journal.keepToBound();
      return journal;
    } catch (IOException e) {
      throw Fault.of(StoreError.JOURNAL_UNWRITABLE, "the journal of events cannot be opened")
          .detail(folder + ": " + IoReason.of(e))
          .hint("Name another folder for Ballast's state, or give this one to its user.")
          .cause(e);
    }
  }

  /// Takes an event. Where the disk refuses it, it is kept in memory until the next attempt to
  /// store.
  void accept(Event event) {
    lock.lock();
    try {
      open.append(event);
      broken = Optional.empty();
    } catch (Fault fault) {
      CommonError.keepInterrupt(fault);
      broken = Optional.of(fault);
    } finally {
      if (open.bytes > maxBytes / FILES_OF_BOUND) {
        rotate();
      }
      lock.unlock();
    }
  }

  /// Names sort by time, and carry no meaning beyond it.
  private Path next() {
    return folder.resolve(
        "%016d-%s%s".formatted(clock.now().toEpochMilli(), RandomName.of(8), ENDING));
  }

  private void rotate() {
    Batch ended = open;
    open = new Batch(next());
    closed.add(ended);
    keepToBound();
    ended.end();
  }

  private void keepToBound() {
    long bytes = closed.stream().mapToLong(b -> b.bytes).sum();
    while (bytes > maxBytes && closed.size() > 1) {
      Batch oldest = closed.removeFirst();
      dropped += oldest.events.size();
      StoredFile.remove(oldest.path);
      bytes -= oldest.bytes;
    }
  }

  /// The oldest events that wait, those that came last too.
  Optional<Batch> oldest() {
    lock.lock();
    try {
      if (closed.isEmpty() && !open.events.isEmpty()) {
        rotate();
      }
      return Optional.ofNullable(closed.peekFirst());
    } finally {
      lock.unlock();
    }
  }

  /// The store has them.
  void stored(Batch batch) {
    lock.lock();
    try {
      closed.remove(batch);
      StoredFile.remove(batch.path);
    } finally {
      lock.unlock();
    }
  }

  /// What the store does not have, in no order.
  List<Event> waiting() {
    lock.lock();
    try {
      return Stream.concat(closed.stream(), Stream.of(open))
          .flatMap(b -> b.events.stream())
          .toList();
    } finally {
      lock.unlock();
    }
  }

  EventLog.State state() {
    lock.lock();
    try {
      int waiting =
          Stream.concat(closed.stream(), Stream.of(open)).mapToInt(b -> b.events.size()).sum();
      return new EventLog.State(waiting, dropped, broken);
    } finally {
      lock.unlock();
    }
  }

  /// Ends the file; the next process stores what is in it.
  @Override
  public void close() {
    lock.lock();
    try {
      open.end();
    } finally {
      lock.unlock();
    }
  }
}
