package dev.ballast.postgres.server;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Undo;
import dev.ballast.machine.Account;
import dev.ballast.machine.CommandLines;
import dev.ballast.machine.ServerUser;
import dev.ballast.postgres.PostgresError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// A running postmaster that Ballast started, listening on loopback at a port of its own or on a
/// Unix-domain socket in a folder of its own. For one thread at a time, except that [#isAlive()]
/// and [#logTail()] may be asked from any.
public final class PostgresServer implements AutoCloseable {
  public static final String HOST = "127.0.0.1";
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  /// What names the file of a Unix-domain socket.
  private static final int SOCKET_PORT = 5432;

  /// How often a start is retried when another process took the port in between.
  private static final int PORT_ATTEMPTS = 5;

  private static final Duration POLL = Duration.ofMillis(10);

  private static final int MAX_PID_FILE_BYTES = 4096;

  private final Installation installation;
  private final Path dataDirectory;
  private final Path log;
  private final int port;
  private final ServerProcess process;

  private PostgresServer(
      Installation installation, Path dataDirectory, Path log, int port, ServerProcess process) {
    this.installation = installation;
    this.dataDirectory = dataDirectory;
    this.log = log;
    this.port = port;
    this.process = process;
  }

  /// Starts a server and waits until it takes connections, read-only ones while it recovers.
  ///
  /// Throws `server-start-failed` with the end of the log when it ends early or stays silent; then
  /// no process is left behind. Throws `isolation-missing` where a sandbox is required that this
  /// machine does not have.
  public static PostgresServer start(ServerLaunch launch, Clock clock) {
    if (launch.socketFolder().isPresent()) {
      // The folder is its own, so no other process can have taken the number.
      return start(launch, SOCKET_PORT, clock);
    }
    for (int attempt = 1; ; attempt++) {
      PostgresServer server = launch(launch, freePort());
      try {
        return server.whenReady(launch.startTimeout(), clock);
      } catch (Fault e) {
        CommonError.rethrowInterrupt(e);
        boolean portTaken = PortTakenMessage.isIn(server.logTail());
        if (!portTaken || attempt == PORT_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /// Starts a server at a port that was its own before; a port that is taken now is an error.
  public static PostgresServer start(ServerLaunch launch, int port, Clock clock) {
    return launch(launch, port).whenReady(launch.startTimeout(), clock);
  }

  /// Whatever keeps it from being ready, no process is left behind.
  private PostgresServer whenReady(Duration timeout, Clock clock) {
    try (Undo<RuntimeException> undo = Undo.unlessKept(this::kill)) {
      awaitReady(timeout, clock);
      return undo.keep(this);
    }
  }

  private static PostgresServer launch(ServerLaunch launch, int port) {
    Sandbox sandbox = launch.sandbox();
    launch.requireShortSocket(port);
    try {
      // A former run's file would be taken for this one's.
      Files.deleteIfExists(launch.dataDirectory().resolve("postmaster.pid"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ServerProcess process =
        ServerProcess.start(
            sandbox, launch.command(port), launch.view(), launch.log(), launch.dataDirectory());
    return new PostgresServer(
        launch.installation(), launch.dataDirectory(), launch.log(), port, process);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(LOOPBACK))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits for the status line that the postmaster keeps in its pid file, as `pg_ctl` does, so that
  /// no connection is spent on asking.
  private void awaitReady(Duration timeout, Clock clock) {
    long start = clock.nanoTime();
    while (clock.since(start).compareTo(timeout) < 0) {
      if (!process.isAlive()) {
        CommonError.requireNoInterrupt("starting a server");
        throw startFailed("it ended with status " + process.exitValue());
      }
      String status = pidFileStatus();
      if (status.equals("ready") || status.equals("standby")) {
        return;
      }
      clock.pause(POLL);
      if (Thread.currentThread().isInterrupted()) {
        throw CommonError.interrupted("starting a server");
      }
    }
    throw startFailed("it took no connection within " + timeout.toSeconds() + " s");
  }

  /// Line 8 of `postmaster.pid`; see `LOCK_FILE_LINE_PM_STATUS` in `utils/pidfile.h`. The server
  /// may put anything there, so no link is followed and nothing but a file is opened.
  private String pidFileStatus() {
    Path file = dataDirectory.resolve("postmaster.pid");
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return "";
    }
    try (InputStream in =
        Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      List<String> lines =
          new String(in.readNBytes(MAX_PID_FILE_BYTES), StandardCharsets.UTF_8).lines().toList();
      return lines.size() < 8 ? "" : lines.get(7).strip();
    } catch (NoSuchFileException | ClosedByInterruptException e) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Fault startFailed(String why) {
    return Fault.of(
            PostgresError.SERVER_START_FAILED,
            "PostgreSQL " + installation.version() + " did not start: " + why)
        .detail("end of its log:\n" + logTail().strip())
        .hint("The whole log is " + log + ".");
  }

  /// Gives a folder and all in it to the user that servers run as, where that is another one than
  /// the user Ballast runs as. Nobody else may have been able to write in it so far.
  public static void own(Path path) {
    own(path, Account.CLUSTERS);
  }

  public static void own(Path path, Account account) {
    ServerUser.of(account).own(path);
  }

  /// Ends a server that still runs on this data directory after the process that started it was
  /// killed, with all that came of it. It is found by its command line: what is in the folder is
  /// the server's word.
  public static void endOrphan(Path dataDirectory) {
    List<ProcessHandle> found = CommandLines.on(dataDirectory);
    List<ProcessHandle> all =
        Stream.concat(found.stream().flatMap(ProcessHandle::descendants), found.stream())
            .distinct()
            .toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(p -> p.onExit().join());
  }

  public int port() {
    return port;
  }

  public Path dataDirectory() {
    return dataDirectory;
  }

  public Installation installation() {
    return installation;
  }

  /// What keeps the code that this server runs from the rest of the machine.
  public Isolation isolation() {
    return process.isolation();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /// Waits for the server to end by itself, and returns whether it did in time.
  public boolean endsWithin(Duration timeout) {
    try {
      return process.endsWithin(timeout);
    } catch (InterruptedException e) {
      throw CommonError.interrupted("waiting for a server to end");
    }
  }

  /// The last few thousand bytes of the server's log.
  public String logTail() {
    return LogTail.of(log);
  }

  /// Asks the server to end and waits; a server that has not ended after `timeout` is killed.
  /// Returns whether it ended by itself.
  public boolean stop(StopMode mode, Duration timeout) {
    if (!process.isAlive()) {
      return true;
    }
    try {
      process.signal(mode.signal());
      if (process.endsWithin(timeout)) {
        return true;
      }
    } catch (InterruptedException e) {
      kill();
      throw CommonError.interrupted("stopping a server");
    }
    kill();
    return false;
  }

  /// `kill -9` of the postmaster and all its children, as when the machine loses power, but for
  /// what the operating system still holds in its page cache.
  public void kill() {
    process.kill();
  }

  /// Ends the server at once, without a checkpoint.
  @Override
  public void close() {
    if (process.isAlive()) {
      process.end();
    }
  }
}
