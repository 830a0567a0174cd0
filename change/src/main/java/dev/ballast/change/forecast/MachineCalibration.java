package dev.ballast.change.forecast;

import dev.ballast.change.ChangeError;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// Measures how fast a machine is, in about a second: its processor through a session of its
/// server, its disk through a file. Both are single measurements on a machine that may be busy; a
/// forecast takes them as such.
public final class MachineCalibration {
  /// Long enough that a disk's own cache does not take all of it.
  private static final int FILE_BYTES = 64 << 20;

  private static final int BLOCK = 1 << 20;
  private static final int HASHES = 400_000;
  private static final int RUNS = 3;
  private static final double NANOS = 1e9;

  private final Clock clock;

  public MachineCalibration(Clock clock) {
    this.clock = clock;
  }

  /// The machine of a clone.
  ///
  /// @param folder on the file system of its data; a file of 64 MiB is written there and removed
  /// @param source what the machine is called
  public MachineRates here(Session session, Path folder, String source) {
    Path file = folder.resolve("calibration-" + clock.now().toEpochMilli());
    try {
      double written = FILE_BYTES / seconds(() -> write(file));
      OptionalDouble read = read(file);
      return new MachineRates(
          read, OptionalDouble.of(written), OptionalDouble.of(hashes(session)), source);
    } catch (IOException e) {
      throw Fault.of(ChangeError.CALIBRATION_FAILED, "the speed of the disk cannot be measured")
          .detail(folder + ": " + IoReason.of(e))
          .hint("A file of 64 MiB is written there; look at the rights and the free space.")
          .cause(e);
    } finally {
      remove(file);
    }
  }

  /// The machine of a server that is asked by a session of its own. Faults: those of connecting.
  public static MachineRates ofServer(ConnectionSettings server, String source, Clock clock) {
    try (Session session = Session.open(server, SessionOptions.of("ballast"))) {
      return new MachineCalibration(clock).there(session, source);
    }
  }

  /// A machine of which only the server can be reached. It executes one query that reads no table
  /// and takes some tenths of a second; what the disk does cannot be seen from outside.
  public MachineRates there(Session session, String source) {
    return new MachineRates(
        OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.of(hashes(session)), source);
  }

  /// The best of some runs: the others were disturbed.
  private double hashes(Session session) {
    String query =
        """
        SELECT pg_catalog.sum(pg_catalog.hashtext(n::pg_catalog.text))::pg_catalog.text
        FROM (SELECT pg_catalog.generate_series(1, ?) AS n) AS number
        """;
    double best = 0;
    for (int run = 0; run < RUNS; run++) {
      long start = clock.nanoTime();
      session.text(query, HASHES);
      best = Math.max(best, HASHES / (clock.since(start).toNanos() / NANOS));
    }
    return best;
  }

  private double seconds(Writing writing) throws IOException {
    long start = clock.nanoTime();
    writing.run();
    return clock.since(start).toNanos() / NANOS;
  }

  @FunctionalInterface
  private interface Writing {
    void run() throws IOException;
  }

  /// Bytes that no disk can compress.
  private static void write(Path file) throws IOException {
    ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
    SplittableRandom random = new SplittableRandom(1);
    while (block.hasRemaining()) {
      block.putLong(random.nextLong());
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int at = 0; at < FILE_BYTES; at += BLOCK) {
        block.rewind();
        while (block.hasRemaining()) {
          channel.write(block);
        }
      }
      channel.force(true);
    }
  }

  /// Past the cache of the operating system; empty where the file system cannot do that, since
  /// the cache's own speed would say nothing.
  private OptionalDouble read(Path file) throws IOException {
    int alignment = (int) Files.getFileStore(file).getBlockSize();
    ByteBuffer block = ByteBuffer.allocateDirect(BLOCK + alignment).alignedSlice(alignment);
    block.limit(BLOCK);
    long start = clock.nanoTime();
    Optional<OpenOption> direct = pastTheCache();
    if (direct.isEmpty()) {
      return OptionalDouble.empty();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, direct.get())) {
      int got = channel.read(block);
      while (got > 0) {
        block.clear().limit(BLOCK);
        got = channel.read(block);
      }
    } catch (UnsupportedOperationException | FileSystemException e) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(FILE_BYTES / (clock.since(start).toNanos() / NANOS));
  }

  /// The option is the JDK's, not Java's: a runtime may come without it.
  private static Optional<OpenOption> pastTheCache() {
    try {
      return Stream.of(Class.forName("com.sun.nio.file.ExtendedOpenOption").getEnumConstants())
          .map(OpenOption.class::cast)
          .filter(option -> option.toString().equals("DIRECT"))
          .findFirst();
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw Fault.of(ChangeError.CALIBRATION_FAILED, "a file of the calibration is left")
          .detail(file + ": " + IoReason.of(e))
          .hint("Remove it.")
          .cause(e);
    }
  }
}
