package dev.ballast.store.sample;

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
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Readings on this node's disk until the store has them. What was taken in survives a kill of the
/// process and an outage of the store, up to a bound; beyond it the oldest segment goes, and what
/// went is counted. Safe for any number of threads.
///
/// One folder belongs to one process at a time: that is for the caller to see to.
public final class SampleJournal implements AutoCloseable {
  private static final String ENDING = ".journal";

  /// What is read of the disk to answer one question, compressed.
  private static final long READ_BYTES = 16 << 20;

  private final Path folder;
  private final long maxBytes;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Pace, Open> open = new EnumMap<>(Pace.class);
  private final Deque<Closed> closed = new ArrayDeque<>();
  private long dropped;
  private Optional<Fault> broken = Optional.empty();

  /// A segment that still grows.
  private static final class Open implements AutoCloseable {
    private final Path path;
    private final SegmentContent content = new SegmentContent();
    private @Nullable SegmentFile file;

    private Open(Path path) {
      this.path = path;
    }

    private void append(Reading reading) {
      if (file == null) {
        file = SegmentFile.create(path);
      }
      file.append(reading);
    }

    private long bytes() {
      return file == null ? 0 : file.bytes();
    }

    @Override
    public void close() {
      if (file != null) {
        file.close();
      }
    }
  }

  /// @param content what it holds, where it is still in memory
  private record Closed(Path path, long bytes, Optional<SegmentContent> content) {}

  /// How the journal is doing.
  ///
  /// @param waitingSegments that the store does not have yet
  /// @param waitingBytes what they take on disk
  /// @param droppedReadings since the process began, for lack of room
  /// @param broken why readings are in memory only at present
  public record State(
      int waitingSegments, long waitingBytes, long droppedReadings, Optional<Fault> broken) {}

  /// A segment that is to be stored.
  ///
  /// @param name unlike any other segment's, also another node's
  record Segment(String name, SegmentContent content) {}

  private SampleJournal(Path folder, long maxBytes, Clock clock) {
    this.folder = folder;
    this.maxBytes = maxBytes;
    this.clock = clock;
  }

  /// Takes over what an earlier process left in the folder.
  ///
  /// @param maxBytes of all segments that wait
  public static SampleJournal open(Path folder, long maxBytes, Clock clock) {
    try {
      SampleJournal journal =
          new SampleJournal(OwnFolder.require(folder, "rwx------"), maxBytes, clock);
      try (Stream<Path> files = Files.list(folder)) {
        for (Path left : files.filter(f -> f.toString().endsWith(ENDING)).sorted().toList()) {
          journal.closed.add(new Closed(left, Files.size(left), Optional.empty()));
        }
      }
      return journal;
    } catch (IOException e) {
      throw Fault.of(StoreError.JOURNAL_UNWRITABLE, "the journal of samples cannot be opened")
          .detail(folder + ": " + IoReason.of(e))
          .hint("Name another folder for Ballast's state, or give this one to its user.")
          .cause(e);
    }
  }

  /// Takes a reading. Where the disk refuses it, it is kept in memory until the next attempt to
  /// store, and [State#broken()] says so.
  public void accept(Reading reading, Pace pace) {
    lock.lock();
    try {
      if (open.containsKey(pace) && open.get(pace).content.isFarFrom(reading.at())) {
        rotate(pace);
      }
      Open segment = open.computeIfAbsent(pace, p -> new Open(next()));
      segment.content.add(reading);
      segment.append(reading);
      broken = Optional.empty();
    } catch (Fault fault) {
      CommonError.keepInterrupt(fault);
      broken = Optional.of(fault);
    } finally {
      lock.unlock();
    }
  }

  /// Names sort by time, and carry no meaning beyond it.
  private Path next() {
    return folder.resolve(
        "%016d-%s%s".formatted(clock.now().toEpochMilli(), RandomName.of(8), ENDING));
  }

  /// Ends the segment of this pace, so that it is among those that wait.
  public void rotate(Pace pace) {
    lock.lock();
    try {
      Open segment = open.remove(pace);
      if (segment != null) {
        closed.add(new Closed(segment.path, segment.bytes(), Optional.of(segment.content)));
        keepToBound();
        segment.close();
      }
    } finally {
      lock.unlock();
    }
  }

  private void keepToBound() {
    long bytes = closed.stream().mapToLong(Closed::bytes).sum();
    while (bytes > maxBytes && closed.size() > 1) {
      Closed oldest = closed.removeFirst();
      dropped += content(oldest).readings();
      StoredFile.remove(oldest.path());
      bytes -= oldest.bytes();
    }
  }

  /// The oldest segment that waits.
  Optional<Segment> oldest() {
    lock.lock();
    try {
      return Optional.ofNullable(closed.peekFirst())
          .map(c -> new Segment(c.path().getFileName().toString(), content(c)));
    } finally {
      lock.unlock();
    }
  }

  private static SegmentContent content(Closed segment) {
    return segment.content().orElseGet(() -> SegmentFile.read(segment.path()));
  }

  /// The store has the segment.
  void stored(Segment segment) {
    lock.lock();
    try {
      closed.removeIf(
          c -> {
            boolean same = c.path().getFileName().toString().equals(segment.name());
            if (same) {
              StoredFile.remove(c.path());
            }
            return same;
          });
    } finally {
      lock.unlock();
    }
  }

  /// What waits longer than one attempt is read from disk again.
  void release() {
    lock.lock();
    try {
      List<Closed> all = List.copyOf(closed);
      closed.clear();
      all.forEach(c -> closed.add(new Closed(c.path(), c.bytes(), Optional.empty())));
    } finally {
      lock.unlock();
    }
  }

  /// The entities of a family of which something waits in memory.
  Set<Labels> entities(String target, Layout layout) {
    lock.lock();
    try {
      return Stream.concat(
              closed.stream().flatMap(segment -> segment.content().stream()),
              open.values().stream().map(segment -> segment.content))
          .flatMap(content -> content.all().keySet().stream())
          .filter(series -> series.target().equals(target) && series.layout().equals(layout))
          .map(SegmentContent.Series::labels)
          .collect(Collectors.toSet());
    } finally {
      lock.unlock();
    }
  }

  /// What the store does not have yet of one entity.
  ///
  /// @param points in order of time
  /// @param unread segments that wait and were not read: they are too many, or are gone meanwhile
  record Recent(List<Points> points, int unread) {}

  /// The points that the store does not have yet. Of what is on disk only, the newest segments are
  /// read, up to a bound.
  Recent recent(String target, Layout layout, Labels labels) {
    SegmentContent.Series series = new SegmentContent.Series(target, layout, labels);
    List<Points> found = new ArrayList<>();
    List<Closed> onDisk = new ArrayList<>();
    lock.lock();
    try {
      for (Closed segment : closed) {
        if (segment.content().isEmpty()) {
          onDisk.add(segment);
        } else {
          segment.content().get().of(series).map(SampleJournal::copy).ifPresent(found::add);
        }
      }
      open.values()
          .forEach(o -> o.content.of(series).map(SampleJournal::copy).ifPresent(found::add));
    } finally {
      lock.unlock();
    }
    int unread = 0;
    long left = READ_BYTES;
    for (Closed segment : onDisk.reversed()) {
      left -= segment.bytes();
      Optional<SegmentContent> content = left < 0 ? Optional.empty() : readUnlessGone(segment);
      if (content.isPresent()) {
        content.get().of(series).ifPresent(found::add);
      } else {
        unread++;
      }
    }
    found.removeIf(Points::isEmpty);
    found.sort(Comparator.comparingLong(points -> points.millis(0)));
    return new Recent(found, unread);
  }

  private static Optional<SegmentContent> readUnlessGone(Closed segment) {
    try {
      return Optional.of(SegmentFile.read(segment.path()));
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      return Optional.empty();
    }
  }

  /// The original keeps growing.
  private static Points copy(Points points) {
    Points copy = new Points(points.metrics());
    copy.addAll(points);
    return copy;
  }

  /// More bytes of what waits are not kept.
  public long maxBytes() {
    return maxBytes;
  }

  public State state() {
    lock.lock();
    try {
      return new State(
          closed.size(), closed.stream().mapToLong(Closed::bytes).sum(), dropped, broken);
    } finally {
      lock.unlock();
    }
  }

  /// Ends the open segments; the next process stores them.
  @Override
  public void close() {
    for (Pace pace : Pace.values()) {
      rotate(pace);
    }
  }
}
