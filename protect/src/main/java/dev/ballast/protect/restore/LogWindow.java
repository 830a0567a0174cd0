package dev.ballast.protect.restore;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Undo;
import dev.ballast.machine.Account;
import dev.ballast.machine.Directories;
import dev.ballast.postgres.WalSegment;
import dev.ballast.postgres.server.PostgresServer;
import dev.ballast.postgres.server.ServerFolder;
import dev.ballast.protect.wal.LogChain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A folder in a cluster that recovers, out of which its server takes the segments of the log one
/// by one: they are put there ahead of it by a thread of its own, never more than a few at a time.
/// One use; for one thread.
///
/// The server's restore_command is a script that is in the folder, with names of segments as its
/// only arguments: no path of this machine is in a shell's line. It moves a segment to where the
/// server wants it, or waits for it. The folder goes when recovery is done.
final class LogWindow implements AutoCloseable {
  static final String FOLDER = "ballast-log";

  /// The server runs it in its data directory.
  static final String COMMAND = "/bin/sh " + FOLDER + "/next %f %p";

  private static final String SCRIPT = "next";
  private static final String PLAN = "plan";
  private static final String WANTED = "wanted";
  private static final String ENDED = "ended";
  private static final String GIVEN = "given.";
  private static final Duration POLL = Duration.ofMillis(20);

  private final LogChain chain;
  private final List<WalSegment> plan;
  private final Map<String, Integer> places = new HashMap<>();
  private final int most;
  private final Clock clock;
  private final Path path;
  private final ServerFolder folder;
  private final Set<Integer> ready = new HashSet<>();
  private final Thread filler;
  private volatile boolean ending;
  private volatile Optional<Fault> failure = Optional.empty();

  private LogWindow(LogChain chain, int most, Path path, ServerFolder folder, Clock clock) {
    this.chain = chain.authentic();
    this.plan = chain.segments();
    this.most = most;
    this.clock = clock;
    this.path = path;
    this.folder = folder;
    for (int i = 0; i < plan.size(); i++) {
      places.put(plan.get(i).fileName(), i);
    }
    this.filler =
        Thread.ofPlatform()
            .name("restore-log")
            .daemon()
            .uncaughtExceptionHandler((_, defect) -> failure = Optional.of(internal(defect)))
            .unstarted(this::fill);
  }

  /// Makes the folder and begins to fill it.
  ///
  /// @param most how many segments are in it at most
  static LogWindow open(Path dataDirectory, LogChain chain, int most, Clock clock) {
    Path path = dataDirectory.resolve(FOLDER);
    try {
      Files.createDirectory(path, ChunkWriter.OWNER_ONLY_FOLDER);
      PostgresServer.own(path);
      ServerFolder folder = ServerFolder.open(path, Account.CLUSTERS);
      try (Undo<IOException> undo = Undo.unlessKept(folder::close)) {
        LogWindow window = new LogWindow(chain, most, path, folder, clock);
        folder.write(SCRIPT, window.script());
        folder.write(
            PLAN,
            window.plan.stream()
                .map(segment -> segment.fileName() + "\n")
                .collect(Collectors.joining()));
        window.filler.start();
        return undo.keep(window);
      }
    } catch (IOException e) {
      throw RestoreFaults.writing(dataDirectory, e);
    }
  }

  private String script() throws IOException {
    try (var in = LogWindow.class.getResourceAsStream("LogWindow/next.sh")) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  /// Why the log could not be put there; then the server ends its recovery by itself.
  Optional<Fault> failure() {
    return failure;
  }

  private static Fault internal(Throwable defect) {
    return Fault.of(CommonError.INTERNAL_ERROR, "the log could not be handed to the server")
        .detail(defect.toString())
        .cause(defect);
  }

  private void fill() {
    try {
      try {
        fillAll();
      } catch (Fault fault) {
        CommonError.keepInterrupt(fault);
        failure = Optional.of(fault);
      } finally {
        folder.write(ENDED, "");
      }
    } catch (IOException e) {
      failure = failure.or(() -> Optional.of(RestoreFaults.writing(path, e)));
    }
  }

  private void fillAll() throws IOException {
    int next = 0;
    Optional<String> last = Optional.empty();
    while (!ending) {
      noteGiven();
      Optional<String> wanted = wanted();
      if (!wanted.equals(last)) {
        last = wanted;
        next = wanted.map(places::get).map(this::turnTo).orElse(next);
      }
      if (next < plan.size() && ready.size() < most) {
        if (!ready.contains(next) && !folder.holds(GIVEN + plan.get(next).fileName())) {
          write(plan.get(next));
          ready.add(next);
        }
        next++;
      } else {
        clock.pause(POLL);
      }
    }
  }

  /// The server begins with the checkpoint's segment, which may be far behind the first.
  private int turnTo(int place) {
    try {
      for (int other : List.copyOf(ready)) {
        if (other < place || other >= place + most) {
          folder.delete(plan.get(other).fileName());
          ready.remove(other);
        }
      }
    } catch (IOException e) {
      throw RestoreFaults.writing(path, e);
    }
    return place;
  }

  private Optional<String> wanted() throws IOException {
    return folder.holds(WANTED)
        ? Optional.of(folder.text(WANTED)).filter(places::containsKey)
        : Optional.empty();
  }

  private void noteGiven() throws IOException {
    for (int place : List.copyOf(ready)) {
      if (folder.holds(GIVEN + plan.get(place).fileName())) {
        ready.remove(place);
      }
    }
  }

  private void write(WalSegment segment) throws IOException {
    try {
      folder.write(segment.fileName(), file -> SegmentFiles.write(chain, segment, file));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /// Ends the filling and removes the folder.
  @Override
  public void close() {
    ending = true;
    boolean interrupted = false;
    while (filler.isAlive()) {
      try {
        filler.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    try {
      folder.close();
      Directories.delete(path);
    } catch (IOException e) {
      throw RestoreFaults.writing(path, e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
