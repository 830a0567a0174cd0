package dev.ballast.protect.wal;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.WalSegment;
import dev.ballast.postgres.wire.SystemIdentifier;
import dev.ballast.postgres.wire.TimelineHistory;
import dev.ballast.protect.ProtectError;
import dev.ballast.vault.Vault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Hands out files that a server asks for in recovery, and puts the segments that it will ask for
/// next into a folder. For one thread.
public final class LogFetch {
  private final StoredSegments stored;
  private final SystemIdentifier system;
  private final int segmentSize;

  private LogFetch(StoredSegments stored, SystemIdentifier system, int segmentSize) {
    this.stored = stored;
    this.system = system;
    this.segmentSize = segmentSize;
  }

  /// The log of a target as it was received or pushed last.
  ///
  /// Throws `wal-not-stored` where there is none.
  public static LogFetch of(Vault vault, String target) {
    StoredSegments stored = new StoredSegments(vault);
    LogCatalogue catalogue = stored.known();
    List<Fault> damage = catalogue.damageSince(target);
    if (!damage.isEmpty()) {
      throw damage.getFirst();
    }
    Optional<DepositedLog> newest = catalogue.newestOf(target);
    if (newest.isPresent()) {
      return new LogFetch(stored, newest.get().system(), newest.get().segmentSize());
    }
    throw Fault.of(ProtectError.WAL_NOT_STORED, "the vault has no log of target " + target)
        .detail("no deposit of log is of this target")
        .hint("Look which targets it has: ballast vault check --output json, ballast backup list.");
  }

  /// Writes a file of the log.
  ///
  /// Throws `wal-not-stored` where the vault does not have it; a segment of which it has the
  /// beginning only is filled up with zeroes, where recovery finds the end of the log.
  ///
  /// @param ahead how many of the segments after it are put into the spool folder
  public void fetch(String name, Path to, Path spool, int ahead) {
    try {
      switch (WalFileName.parse(name)) {
        case WalFileName.History history -> write(to, historyOf(name, history).content());
        case WalFileName.Segment segment -> fetch(name, segment, to, spool, ahead);
        case WalFileName.ForPeople ignored ->
            throw notStored(name, "no recovery reads such a file");
        case WalFileName.Unknown ignored -> throw notStored(name, "it is not a file of the log");
      }
    } catch (IOException e) {
      throw Fault.of(ProtectError.WAL_NOT_FETCHED, "file " + name + " of the log was not written")
          .detail(to + ": " + IoReason.of(e))
          .hint("Make room, or let this user write there.")
          .cause(e);
    }
  }

  private TimelineHistory historyOf(String name, WalFileName.History history) {
    return stored
        .history(system, history.timeline())
        .orElseThrow(() -> notStored(name, "the vault has no history of that timeline"));
  }

  private static Fault notStored(String name, String why) {
    return Fault.of(ProtectError.WAL_NOT_STORED, "the vault has no file " + name + " of the log")
        .detail(why)
        .hint("A server that recovers asks for files until there is none: this ends the log.");
  }

  private void fetch(String name, WalFileName.Segment asked, Path to, Path spool, int ahead)
      throws IOException {
    WalSegment first =
        asked.ofSize(segmentSize).orElseThrow(() -> notStored(name, "it is of another size"));
    LogChain chain =
        stored.file(system, first, first.end().plus((long) ahead * segmentSize)).authentic();
    if (!first.start().isBefore(chain.end())) {
      throw notStored(name, "nothing of it is stored");
    }
    write(chain, first, to);
    List<WalSegment> next = new ArrayList<>();
    WalSegment at = first.next();
    while (next.size() < ahead && !chain.end().isBefore(at.end())) {
      next.add(at);
      at = at.next();
    }
    LogSpool.of(spool).keepOnly(next);
    prefetch(chain, next, spool);
  }

  /// What is fetched ahead can be fetched again: a failure ends it, and the server is not
  /// concerned.
  private void prefetch(LogChain chain, List<WalSegment> segments, Path spool) {
    List<Future<?>> running = new ArrayList<>();
    int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8);
    try (ExecutorService crew =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().name("wal-fetch-", 1).daemon().factory())) {
      for (WalSegment segment : segments) {
        Path file = spool.resolve(segment.fileName());
        if (Files.notExists(file)) {
          running.add(
              crew.submit(
                  () -> {
                    write(chain, segment, file);
                    return true;
                  }));
        }
      }
      for (Future<?> one : running) {
        one.get();
      }
    } catch (InterruptedException e) {
      throw CommonError.interrupted("fetching log ahead");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Fault fault) {
        CommonError.rethrowInterrupt(fault);
      }
    }
  }

  /// Under its own name only once it is whole.
  private static void write(LogChain chain, WalSegment segment, Path to) throws IOException {
    Lsn end = chain.end().isBefore(segment.end()) ? chain.end() : segment.end();
    Path part = part(to);
    try {
      try (FileChannel channel = create(part)) {
        chain.read(
            segment.start(),
            end,
            (bytes, offset, length) -> fill(channel, ByteBuffer.wrap(bytes, offset, length)));
        if (channel.size() < segment.size()) {
          channel.write(ByteBuffer.wrap(new byte[1]), segment.size() - 1L);
        }
      }
      Files.move(part, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void write(Path to, byte[] content) throws IOException {
    Path part = part(to);
    try {
      try (FileChannel channel = create(part)) {
        fill(channel, ByteBuffer.wrap(content));
      }
      Files.move(part, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static Path part(Path to) {
    return to.resolveSibling(to.getFileName() + ".ballast-" + ProcessHandle.current().pid());
  }

  private static FileChannel create(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  private static void fill(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
