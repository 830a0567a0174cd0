package dev.ballast.protect.wal;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.wire.TimelineHistory;
import dev.ballast.protect.ProtectError;
import dev.ballast.vault.TailWriter;
import dev.ballast.vault.Tails;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.Hashes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Takes files that a server archives. What is new is durable in a tail when a push returns; as
/// soon as 128 MiB are there, they are put into a deposit. What is there already is compared. One
/// use for one thread.
public final class LogPush {
  private static final Duration LOCK_WAIT = Duration.ofSeconds(20);
  private static final long DEPOSIT_BYTES = DepositPolicy.defaults().bytes();

  private final Vault vault;
  private final String target;
  private final Clock clock;
  private final StoredSegments there;
  private final List<String> stored = new ArrayList<>();
  private final List<String> present = new ArrayList<>();
  private final List<String> passedOver = new ArrayList<>();
  private Optional<Fault> undeposited = Optional.empty();

  /// @param target the name of the guarded database server
  public LogPush(Vault vault, String target, Clock clock) {
    this.vault = vault;
    this.target = target;
    this.clock = clock;
    this.there = new StoredSegments(vault);
  }

  /// What became of the files, by their names.
  ///
  /// @param passedOver those that no recovery reads
  /// @param undeposited why the log, which is durable, could not be put into a deposit
  public record Outcome(
      List<String> stored,
      List<String> present,
      List<String> passedOver,
      Optional<Fault> undeposited) {
    public Outcome {
      stored = List.copyOf(stored);
      present = List.copyOf(present);
      passedOver = List.copyOf(passedOver);
    }
  }

  /// Takes files in this order; those before one that fails are durable.
  ///
  /// Throws `wal-segment-differs` where the vault has other content under a name, and
  /// `wal-of-other-system` where the target was another cluster before.
  public Outcome push(List<Path> files) {
    for (Path file : files) {
      String name = file.getFileName().toString();
      try {
        switch (WalFileName.parse(name)) {
          case WalFileName.Segment segment -> push(PushedSegment.open(file, segment));
          case WalFileName.History history -> push(file, history.timeline());
          case WalFileName.ForPeople ignored -> passedOver.add(name);
          case WalFileName.Unknown ignored ->
              throw Fault.of(
                      ProtectError.WAL_SEGMENT_INVALID, "file " + name + " is not one of the log")
                  .detail("a server archives segments, histories of timelines and notes of backups")
                  .hint("Name the file that archive_command calls %p.");
        }
      } catch (IOException e) {
        throw unreadable(file, e);
      }
    }
    return new Outcome(stored, present, passedOver, undeposited);
  }

  private static Fault unreadable(Path file, IOException e) {
    return Fault.of(ProtectError.WAL_SEGMENT_INVALID, "file " + file + " cannot be read")
        .detail(IoReason.of(e))
        .hint("Name a file that is there and that this user may read.")
        .cause(e);
  }

  private LogShape shape(PushedSegment pushed) {
    return new LogShape(
        target, pushed.header().system(), pushed.header().major(), pushed.header().segmentSize());
  }

  private void push(PushedSegment pushed) throws IOException {
    LogShape shape = shape(pushed);
    LogStore.requireSameSystem(there.known(), shape, LogStore.Reports.throwing(clock));
    byte[] content = pushed.content();
    List<PushedSegment.Part> missing = new ArrayList<>();
    for (PushedSegment.Part part : pushed.parts(history(pushed))) {
      LogChain chain =
          there.chain(shape.system(), part.timeline(), part.from(), part.to(), shape.segmentSize());
      Lsn known = chain.end().isBefore(part.to()) ? chain.end() : part.to();
      requireSame(pushed, content, chain, known);
      if (known.isBefore(part.to())) {
        missing.add(new PushedSegment.Part(part.timeline(), known, part.to()));
      }
    }
    String name = pushed.segment().fileName();
    if (missing.isEmpty()) {
      present.add(name);
      return;
    }
    try (Tails.Stream stream = vault.tails().write(shape.system().value(), LOCK_WAIT)) {
      for (PushedSegment.Part part : missing) {
        append(stream, part, PushedSegment.part(content, pushed.segment(), part.from(), part.to()));
      }
      stored.add(name);
      if (isDue(shape)) {
        deposit(stream, shape);
      }
    }
  }

  /// The first segment is put into a deposit at once: a tail does not name its target.
  private boolean isDue(LogShape shape) {
    int tails = vault.tails().of(shape.system().value()).size();
    return (long) tails * shape.segmentSize() >= DEPOSIT_BYTES
        || there.known().newestOf(target).isEmpty();
  }

  /// Of a timeline that is not the first: from the vault, or from where the server has it too.
  private Optional<TimelineHistory> history(PushedSegment pushed) throws IOException {
    TimelineId timeline = pushed.segment().timeline();
    if (timeline.equals(pushed.header().timeline())) {
      return Optional.empty();
    }
    Optional<TimelineHistory> known = there.history(pushed.header().system(), timeline);
    Path beside = pushed.file().resolveSibling(timeline.historyFileName());
    if (known.isEmpty() && Files.exists(beside)) {
      push(beside, timeline);
      known = there.history(pushed.header().system(), timeline);
    }
    if (known.isEmpty()) {
      throw Fault.of(
              ProtectError.WAL_SEGMENT_INVALID,
              "segment %s begins on timeline %s, and the history of its own is not known"
                  .formatted(pushed.segment().fileName(), pushed.header().timeline()))
          .detail("the vault has no " + timeline.historyFileName())
          .hint("Push that file first; a server archives it before the segment.");
    }
    return known;
  }

  private static void append(Tails.Stream stream, PushedSegment.Part part, byte[] bytes) {
    try (TailWriter writer = stream.begin(part.timeline().value(), part.from().value())) {
      writer.append(bytes, 0, bytes.length);
      writer.force();
    }
  }

  /// Compares what is stored from the beginning of a chain on with the file.
  private static void requireSame(PushedSegment pushed, byte[] content, LogChain chain, Lsn known) {
    if (!chain.start().isBefore(known)) {
      return;
    }
    byte[] offered = PushedSegment.part(content, pushed.segment(), chain.start(), known);
    byte[] stored = new byte[offered.length];
    int[] at = {0};
    chain.read(
        chain.start(),
        known,
        (bytes, offset, length) -> {
          System.arraycopy(bytes, offset, stored, at[0], length);
          at[0] += length;
        });
    if (!Arrays.equals(offered, stored)) {
      throw Fault.of(
              ProtectError.WAL_SEGMENT_DIFFERS,
              "the vault has other content for segment " + pushed.segment().fileName())
          .detail(
              "from %s to %s SHA-256 is %s in the vault and %s in the file; they differ from %s on"
                  .formatted(
                      chain.start(),
                      known,
                      hex(Hashes.sha256(stored)),
                      hex(Hashes.sha256(offered)),
                      chain.start().plus(Arrays.mismatch(offered, stored))))
          .hint(
              "Two servers archive under one name: end the wrong one. One that was restored and"
                  + " promoted must have a timeline of its own. Nothing was changed.");
    }
  }

  private static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }

  private void push(Path file, TimelineId timeline) throws IOException {
    byte[] content = Files.readAllBytes(file);
    TimelineHistory history;
    try {
      history = TimelineHistory.parse(timeline, content);
    } catch (IllegalArgumentException e) {
      throw Fault.of(
              ProtectError.WAL_SEGMENT_INVALID,
              "file " + file + " is not the history of a timeline")
          .detail(String.valueOf(e.getMessage()))
          .hint("Push the file as the server wrote it.")
          .cause(e);
    }
    LogShape shape = shape(beside(file));
    LogStore.requireSameSystem(there.known(), shape, LogStore.Reports.throwing(clock));
    Optional<TimelineHistory> known = there.history(shape.system(), timeline);
    if (known.isPresent() && !Arrays.equals(known.get().content(), content)) {
      throw Fault.of(
              ProtectError.WAL_SEGMENT_DIFFERS,
              "the vault has another history of timeline " + timeline)
          .detail(
              "SHA-256 is %s in the vault and %s in the file"
                  .formatted(
                      hex(Hashes.sha256(known.get().content())), hex(Hashes.sha256(content))))
          .hint(
              "Two servers were promoted to one timeline: end the wrong one, and restore from a"
                  + " backup of the right one. Nothing was changed.");
    }
    if (known.isPresent()) {
      present.add(file.getFileName().toString());
      return;
    }
    Lsn start =
        history.entries().isEmpty() ? new Lsn(0) : history.entries().getLast().switchPoint();
    try (Tails.Stream stream = vault.tails().write(shape.system().value(), LOCK_WAIT)) {
      new LogDeposits(vault, stream, shape, LogStore.Reports.throwing(clock))
          .withoutReuse()
          .put(history, start);
    }
    stored.add(file.getFileName().toString());
  }

  /// A history does not say whose it is; the segments in the same folder do.
  private static PushedSegment beside(Path history) throws IOException {
    Path folder = Optional.ofNullable(history.toAbsolutePath().getParent()).orElse(history);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        if (WalFileName.parse(file.getFileName().toString()) instanceof WalFileName.Segment name) {
          Optional<PushedSegment> segment = readable(file, name);
          if (segment.isPresent()) {
            return segment.get();
          }
        }
      }
    }
    throw Fault.of(
            ProtectError.WAL_SEGMENT_INVALID, "the cluster of " + history + " cannot be determined")
        .detail("no segment of the log is in its folder")
        .hint("Push it from pg_wal, as archive_command does.");
  }

  /// A segment that was made for later use has no page yet.
  private static Optional<PushedSegment> readable(Path file, WalFileName.Segment name)
      throws IOException {
    try {
      return Optional.of(PushedSegment.open(file, name));
    } catch (Fault fault) {
      if (fault.code() != ProtectError.WAL_SEGMENT_INVALID) {
        throw fault;
      }
      return Optional.empty();
    }
  }

  /// Durable log is safe: that it is not in a deposit yet fails no push.
  private void deposit(Tails.Stream stream, LogShape shape) {
    try {
      vault.sweepDeposits();
      new LogDeposits(vault, stream, shape, LogStore.Reports.throwing(clock))
          .withoutReuse()
          .put(vault.tails().of(shape.system().value()));
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      undeposited = Optional.of(fault);
    }
  }
}
