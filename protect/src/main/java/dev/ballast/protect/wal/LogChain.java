package dev.ballast.protect.wal;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.WalSegment;
import dev.ballast.postgres.wire.SystemIdentifier;
import dev.ballast.postgres.wire.TimelineHistory;
import dev.ballast.vault.TailReader;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.ChunkRef;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.format.TailName;
import dev.ballast.vault.format.VaultError;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Write-ahead log from one position on, over timelines, as far as it is stored without a gap. Safe
/// for any number of threads.
///
/// The bytes of the chain are those that recovery reads: each timeline's own up to where it was
/// left, then the next one's. The first segment of a timeline begins with the bytes of the one
/// before, so its file is made of both.
public final class LogChain {
  private final Vault vault;
  private final int segmentSize;
  private final List<Leg> legs;
  private final List<Fault> damage;
  private final boolean hashed;

  /// The chain's part on one timeline.
  ///
  /// @param parts stretches that follow each other, the last of which may reach further than `to`
  private record Leg(TimelineId timeline, Lsn from, Lsn to, List<Stretch> parts) {}

  private LogChain(
      Vault vault, int segmentSize, List<Leg> legs, List<Fault> damage, boolean hashed) {
    this.vault = vault;
    this.segmentSize = segmentSize;
    this.legs = List.copyOf(legs);
    this.damage = List.copyOf(damage);
    this.hashed = hashed;
  }

  /// Where a chain is to go.
  ///
  /// @param start on the first timeline of the path
  /// @param ancestors the timelines before the last with where they were left, oldest first, the
  ///     first of them the one of `start`
  /// @param last the timeline it ends on
  public record Path(Lsn start, List<TimelineHistory.Entry> ancestors, TimelineId last) {
    public Path {
      requireNonNull(start, "start is null");
      ancestors = List.copyOf(ancestors);
      requireNonNull(last, "last is null");
    }

    /// All timelines of the path.
    public List<TimelineId> timelines() {
      return Stream.concat(ancestors.stream().map(TimelineHistory.Entry::timeline), Stream.of(last))
          .toList();
    }
  }

  /// Follows a path as far as the stretches go that can be read.
  public static LogChain along(Path path, List<Stretch> stretches, int segmentSize, Vault vault) {
    List<Leg> legs = new ArrayList<>();
    LogCover cover = new LogCover(stretches, vault);
    Lsn position = path.start();
    for (TimelineHistory.Entry ancestor : path.ancestors()) {
      Lsn left = ancestor.switchPoint();
      Leg leg = leg(ancestor.timeline(), position, Optional.of(left), cover);
      legs.add(leg);
      position = leg.to();
      if (position.isBefore(left)) {
        return new LogChain(vault, segmentSize, legs, cover.damage(), true);
      }
    }
    legs.add(leg(path.last(), position, Optional.empty(), cover));
    return new LogChain(vault, segmentSize, legs, cover.damage(), true);
  }

  private static Leg leg(TimelineId timeline, Lsn from, Optional<Lsn> limit, LogCover cover) {
    List<Stretch> parts = cover.from(timeline, from, limit);
    Lsn end = parts.isEmpty() ? from : parts.getLast().end();
    return new Leg(timeline, from, limit.filter(l -> l.isBefore(end)).orElse(end), parts);
  }

  /// Why log that would be in the chain could not be read.
  List<Fault> damage() {
    return damage;
  }

  public Lsn start() {
    return legs.getFirst().from();
  }

  /// The first position that is not stored.
  public Lsn end() {
    return legs.getLast().to();
  }

  /// What it ends in; empty where nothing is stored.
  public Optional<Stretch> last() {
    return legs.reversed().stream()
        .filter(leg -> !leg.parts().isEmpty())
        .findFirst()
        .map(leg -> leg.parts().getLast());
  }

  /// The timeline that the chain ends on.
  public TimelineId timeline() {
    return legs.getLast().timeline();
  }

  /// The timeline that the byte at a position of the chain is on.
  public TimelineId timelineAt(Lsn position) {
    TimelineId found = legs.getFirst().timeline();
    for (Leg leg : legs) {
      if (!position.isBefore(leg.from()) && leg.from().isBefore(leg.to())) {
        found = leg.timeline();
      }
    }
    return found;
  }

  public int segmentSize() {
    return segmentSize;
  }

  /// The same chain, whose chunks are compared with their ids only where a retired key sealed them:
  /// their tags are checked in any case. For a recovery, whose server compares the checksum of each
  /// record.
  public LogChain authentic() {
    return new LogChain(vault, segmentSize, legs, damage, false);
  }

  /// The chain up to a position, for a recovery that is to stop there.
  public LogChain upTo(Lsn limit) {
    List<Leg> kept = new ArrayList<>();
    for (Leg leg : legs) {
      if (kept.isEmpty() || leg.from().isBefore(limit)) {
        Lsn to = limit.isBefore(leg.to()) ? limit : leg.to();
        kept.add(new Leg(leg.timeline(), leg.from(), to, leg.parts()));
      }
    }
    return new LogChain(vault, segmentSize, kept, damage, hashed);
  }

  /// The files that a server reads when it recovers along the chain, oldest first: of a segment
  /// that several timelines have a part of, the newest one's.
  public List<WalSegment> segments() {
    List<WalSegment> files = new ArrayList<>();
    WalSegment at = WalSegment.containing(legs.getFirst().timeline(), start(), segmentSize);
    while (at.start().isBefore(end())) {
      TimelineId newest = legs.getFirst().timeline();
      for (Leg leg : legs) {
        if (leg.from().isBefore(at.end()) && leg.from().isBefore(leg.to())) {
          newest = leg.timeline();
        }
      }
      files.add(new WalSegment(newest, at.number(), segmentSize));
      at = at.next();
    }
    return List.copyOf(files);
  }

  /// Takes bytes of the log in order.
  @FunctionalInterface
  public interface Sink<X extends Exception> {
    void take(byte[] bytes, int offset, int length) throws X;
  }

  /// Reads from `from` to `to`, which are in the chain.
  ///
  /// @param <X> what the sink may throw
  public <X extends Exception> void read(Lsn from, Lsn to, Sink<X> sink) throws X {
    if (from.isBefore(start()) || end().isBefore(to)) {
      throw new IllegalArgumentException(
          from + " to " + to + " is not within " + start() + " to " + end());
    }
    for (Leg leg : legs) {
      Lsn position = max(from, leg.from());
      Lsn limit = min(to, leg.to());
      for (Stretch part : leg.parts()) {
        Lsn end = min(part.end(), limit);
        if (position.isBefore(end) && !position.isBefore(part.start())) {
          read(part, position, end, sink);
          position = end;
        }
      }
    }
  }

  private <X extends Exception> void read(Stretch part, Lsn from, Lsn to, Sink<X> sink) throws X {
    Window<X> window = new Window<>(from.minus(part.start()), to.minus(part.start()), sink);
    switch (part.source()) {
      case Stretch.Source.Chunks(List<ChunkRef> chunks) -> read(chunks, window);
      case Stretch.Source.Deposited(DepositId id) -> {
        vault.expect(id);
        read(LogRecord.load(vault, id).chunks(), window);
      }
      case Stretch.Source.Tail(TailName name) -> {
        TailReader reader;
        try {
          reader = vault.tails().read(name);
        } catch (Fault fault) {
          if (fault.code() != VaultError.OBJECT_MISSING) {
            throw fault;
          }
          read(deposited(name, part.timeline(), from, to, fault), from, to, sink);
          return;
        }
        for (Optional<byte[]> bytes = reader.next();
            bytes.isPresent() && !window.isPast();
            bytes = reader.next()) {
          window.take(bytes.get(), bytes.get().length);
        }
      }
    }
  }

  private <X extends Exception> void read(List<ChunkRef> chunks, Window<X> window) throws X {
    byte[] buffer = new byte[vault.chunkSize()];
    Optional<ByteBuffer> outside =
        hashed ? Optional.empty() : Optional.of(ByteBuffer.allocateDirect(buffer.length));
    for (ChunkRef chunk : chunks) {
      if (window.isPast()) {
        return;
      }
      if (window.wants(chunk.length())) {
        read(chunk, buffer, outside);
        window.take(buffer, chunk.length());
      } else {
        window.skip(chunk.length());
      }
    }
  }

  private void read(ChunkRef chunk, byte[] into, Optional<ByteBuffer> outside) {
    if (outside.isEmpty()) {
      vault.read(chunk, into, 0);
      return;
    }
    ByteBuffer direct = outside.get().clear();
    vault.readAuthentic(chunk, direct);
    direct.get(0, into, 0, chunk.length());
  }

  /// The deposit that a tail was put into since the chain was made.
  private Stretch deposited(TailName tail, TimelineId timeline, Lsn from, Lsn to, Fault otherwise) {
    return WalArchive.of(vault, new SystemIdentifier(tail.stream())).stretches().stream()
        .filter(s -> s.source() instanceof Stretch.Source.Deposited)
        .filter(s -> s.covers(timeline, from) && !s.end().isBefore(to))
        .findFirst()
        .orElseThrow(() -> otherwise);
  }

  /// The part of a stretch that is to be read, while its pieces go by.
  private static final class Window<X extends Exception> {
    private final long from;
    private final long to;
    private final Sink<X> sink;
    private long at;

    private Window(long from, long to, Sink<X> sink) {
      this.from = from;
      this.to = to;
      this.sink = sink;
    }

    private boolean wants(int length) {
      return at < to && at + length > from;
    }

    private boolean isPast() {
      return at >= to;
    }

    private void skip(int length) {
      at += length;
    }

    private void take(byte[] bytes, int length) throws X {
      int first = (int) Math.max(0, from - at);
      int last = (int) Math.min(length, to - at);
      if (first < last) {
        sink.take(bytes, first, last - first);
      }
      at += length;
    }
  }

  private static Lsn max(Lsn one, Lsn other) {
    return one.isBefore(other) ? other : one;
  }

  private static Lsn min(Lsn one, Lsn other) {
    return one.isBefore(other) ? one : other;
  }
}
