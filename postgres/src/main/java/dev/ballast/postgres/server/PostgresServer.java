package dev.ballast.postgres.server;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A running postmaster that Ballast started, listening on loopback at a port of its own or on a
/// Unix-domain socket in a folder of its own. For one thread at a time, except that [#isAlive()]
/// and [#logTail()] may be asked from any.
public final class PostgresServer implements AutoCloseable {
  public static final String HOST = "127.0.0.1";
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  /// What names the file of a Unix-domain socket.
  private static final int SOCKET_PORT = 5432;

  /// How often a start is tried again when another process took the port in between.
  private static final int PORT_ATTEMPTS = 5;

  private static final Duration POLL = Duration.ofMillis(10);
  private static final Duration SIGNAL_TIMEOUT = Duration.ofSeconds(10);
  private static final int LOG_TAIL_BYTES = 4000;

  private final Installation installation;
  private final Path dataDirectory;
  private final Path log;
  private final int port;
  private final Process process;

  private PostgresServer(
      Installation installation, Path dataDirectory, Path log, int port, Process process) {
    this.installation = installation;
    this.dataDirectory = dataDirectory;
    this.log = log;
    this.port = port;
    this.process = process;
  }

  /// What to start and how long to wait for it.
  ///
  /// @param log the file that takes the server's log; appended to
  /// @param socketFolder takes the Unix-domain socket, and the server then listens nowhere else; it
  ///     listens on loopback where absent
  /// @param startTimeout bound on the time until it takes connections, recovery included
  public record Launch(
      Installation installation,
      Path dataDirectory,
      Path log,
      List<ServerSetting> settings,
      Optional<Path> socketFolder,
      Duration startTimeout) {
    public Launch {
      requireNonNull(installation, "installation is null");
      requireNonNull(dataDirectory, "dataDirectory is null");
      requireNonNull(log, "log is null");
      settings = List.copyOf(settings);
      requireNonNull(socketFolder, "socketFolder is null");
      requireNonNull(startTimeout, "startTimeout is null");
    }

    /// A server that listens on loopback.
    public Launch(
        Installation installation,
        Path dataDirectory,
        Path log,
        List<ServerSetting> settings,
        Duration startTimeout) {
      this(installation, dataDirectory, log, settings, Optional.empty(), startTimeout);
    }
  }

  /// Starts a server and waits until it takes connections, read-only ones while it recovers.
  ///
  /// Throws `server-start-failed` with the end of the log when it ends early or stays silent; then
  /// no process is left behind.
  public static PostgresServer start(Launch launch, Clock clock) {
    if (launch.socketFolder().isPresent()) {
      // The folder is its own, so no other process can have taken the number.
      return start(launch, SOCKET_PORT, clock);
    }
    ServerUser user = ServerUser.ofThisProcess();
    for (int attempt = 1; ; attempt++) {
      PostgresServer server = launch(launch, user, freePort());
      try {
        return server.whenReady(launch.startTimeout(), clock);
      } catch (Fault e) {
        boolean portTaken = server.logTail().contains("could not bind");
        if (!portTaken || attempt == PORT_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /// Starts a server at a port that was its own before; a port that is taken now is an error.
  public static PostgresServer start(Launch launch, int port, Clock clock) {
    return launch(launch, ServerUser.ofThisProcess(), port).whenReady(launch.startTimeout(), clock);
  }

  /// Whatever keeps it from being ready, no process is left behind.
  private PostgresServer whenReady(Duration timeout, Clock clock) {
    boolean ready = false;
    try {
      awaitReady(timeout, clock);
      ready = true;
      return this;
    } finally {
      if (!ready) {
        kill();
      }
    }
  }

  private static PostgresServer launch(Launch launch, ServerUser user, int port) {
    List<String> command = new ArrayList<>();
    command.add(launch.installation().program("postgres").toString());
    command.add("-D");
    command.add(launch.dataDirectory().toString());
    List<ServerSetting> own =
        List.of(
            new ServerSetting("port", Integer.toString(port)),
            new ServerSetting("listen_addresses", launch.socketFolder().isPresent() ? "" : HOST),
            new ServerSetting(
                "unix_socket_directories", launch.socketFolder().map(Path::toString).orElse("")),
            new ServerSetting("logging_collector", "off"),
            new ServerSetting("log_destination", "stderr"));
    // The last word counts on the command line, so Ballast's own stand behind the caller's.
    for (List<ServerSetting> settings : List.of(launch.settings(), own)) {
      for (ServerSetting setting : settings) {
        command.add("-c");
        command.add(setting.name() + "=" + setting.value());
      }
    }
    try {
      // A former run's file would look like an answer.
      Files.deleteIfExists(launch.dataDirectory().resolve("postmaster.pid"));
      ProcessBuilder builder =
          new ProcessBuilder(user.asUser(command))
              .directory(Path.of("/").toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(launch.log().toFile()));
      builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
      builder.environment().put("LC_ALL", "C.UTF-8");
      Process process = builder.start();
      process.getOutputStream().close();
      return new PostgresServer(
          launch.installation(), launch.dataDirectory(), launch.log(), port, process);
    } catch (IOException e) {
      throw Fault.of(PostgresError.SERVER_START_FAILED, "server program cannot be started")
          .detail(String.valueOf(e.getMessage()))
          .cause(e);
    }
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

  /// Line 8 of `postmaster.pid`; see `LOCK_FILE_LINE_PM_STATUS` in `utils/pidfile.h`.
  private String pidFileStatus() {
    try {
      List<String> lines = Files.readAllLines(dataDirectory.resolve("postmaster.pid"));
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
  /// the user Ballast runs as.
  public static void own(Path path) {
    ServerUser.ofThisProcess().own(path);
  }

  /// Ends a server that still runs on this data directory after the process that started it was
  /// killed. A pid may have been given away again, so the process must still be a postmaster of
  /// this very folder.
  public static void endOrphan(Path dataDirectory) {
    Optional<ProcessHandle> server =
        pidIn(dataDirectory.resolve("postmaster.pid"))
            .flatMap(ProcessHandle::of)
            .filter(
                p ->
                    p.info()
                        .arguments()
                        .map(words -> List.of(words).contains(dataDirectory.toString()))
                        .orElse(false));
    server.ifPresent(
        p -> {
          List<ProcessHandle> children = p.descendants().toList();
          p.destroyForcibly();
          children.forEach(ProcessHandle::destroyForcibly);
          p.onExit().join();
          children.forEach(child -> child.onExit().join());
        });
  }

  /// A crash may have cut the file short; then the server that wrote it is gone as well.
  private static Optional<Long> pidIn(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .findFirst()
          .map(String::strip)
          .filter(l -> l.matches("\\d{1,9}"))
          .map(Long::valueOf);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  public boolean isAlive() {
    return process.isAlive();
  }

  /// Waits for the server to end by itself, and answers whether it did in time.
  public boolean endsWithin(Duration timeout) {
    try {
      return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw CommonError.interrupted("waiting for a server to end");
    }
  }

  /// The last few thousand bytes of the server's log.
  public String logTail() {
    try {
      byte[] all = Files.exists(log) ? Files.readAllBytes(log) : new byte[0];
      int from = Math.max(0, all.length - LOG_TAIL_BYTES);
      return new String(all, from, all.length - from, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Asks the server to end and waits; a server that has not ended after `timeout` is killed.
  /// Answers whether it ended by itself.
  public boolean stop(StopMode mode, Duration timeout) {
    if (!process.isAlive()) {
      return true;
    }
    ExternalCommand.run(
        ServerUser.ofThisProcess()
            .asUser(
                List.of(
                    installation.program("pg_ctl").toString(),
                    "kill",
                    mode.signal(),
                    Long.toString(process.pid()))),
        SIGNAL_TIMEOUT);
    try {
      if (process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
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
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
    children.forEach(child -> child.onExit().join());
  }

  /// Ends the server at once, without a checkpoint.
  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }
}
