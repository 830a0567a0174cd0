package dev.ballast.postgres.server;

import static java.util.Objects.requireNonNull;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  /// What the kernel takes for a socket's path.
  private static final int MAX_SOCKET_BYTES = 107;

  private static final int LOG_TAIL_BYTES = 4000;
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

  /// What to start and how long to wait for it.
  ///
  /// @param log the file that takes the server's log; appended to. It lies where only this process
  ///     may write
  /// @param socketFolder takes the Unix-domain socket, and the server then listens nowhere else; it
  ///     listens on loopback where absent
  /// @param startTimeout bound on the time until it takes connections, recovery included
  /// @param account whom root hands over to
  /// @param confinement how far it is shut off
  /// @param reach what it may reach then, beside data and socket
  public record Launch(
      Installation installation,
      Path dataDirectory,
      Path log,
      List<ServerSetting> settings,
      Optional<Path> socketFolder,
      Duration startTimeout,
      Account account,
      Confinement confinement,
      Reach reach) {
    public Launch {
      requireNonNull(installation, "installation is null");
      requireNonNull(dataDirectory, "dataDirectory is null");
      requireNonNull(log, "log is null");
      settings = List.copyOf(settings);
      requireNonNull(socketFolder, "socketFolder is null");
      requireNonNull(startTimeout, "startTimeout is null");
      requireNonNull(account, "account is null");
      requireNonNull(confinement, "confinement is null");
      requireNonNull(reach, "reach is null");
      if (confinement != Confinement.NONE && socketFolder.isEmpty()) {
        throw new IllegalArgumentException("a confined server is reached by its socket only");
      }
    }

    /// A server that is not confined.
    public Launch(
        Installation installation,
        Path dataDirectory,
        Path log,
        List<ServerSetting> settings,
        Optional<Path> socketFolder,
        Duration startTimeout) {
      this(
          installation,
          dataDirectory,
          log,
          settings,
          socketFolder,
          startTimeout,
          Account.CLUSTERS,
          Confinement.NONE,
          Reach.NOTHING);
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

    /// The same server, confined, with these folders in its reach.
    public Launch confined(Account itsAccount, Confinement how, Reach itsReach) {
      return new Launch(
          installation,
          dataDirectory,
          log,
          settings,
          socketFolder,
          startTimeout,
          itsAccount,
          how,
          itsReach);
    }
  }

  /// What a confined server reaches beside the system, its programs, its data and its socket.
  ///
  /// @param readable configuration, say
  /// @param writable tablespaces, say
  public record Reach(List<Path> readable, List<Path> writable) {
    public static final Reach NOTHING = new Reach(List.of(), List.of());

    public Reach {
      readable = List.copyOf(readable);
      writable = List.copyOf(writable);
    }
  }

  /// Starts a server and waits until it takes connections, read-only ones while it recovers.
  ///
  /// Throws `server-start-failed` with the end of the log when it ends early or stays silent; then
  /// no process is left behind. Throws `isolation-missing` where a sandbox is required that this
  /// machine does not have.
  public static PostgresServer start(Launch launch, Clock clock) {
    if (launch.socketFolder().isPresent()) {
      // The folder is its own, so no other process can have taken the number.
      return start(launch, SOCKET_PORT, clock);
    }
    for (int attempt = 1; ; attempt++) {
      PostgresServer server = launch(launch, freePort());
      try {
        return server.whenReady(launch.startTimeout(), clock);
      } catch (Fault e) {
        boolean portTaken = PortTakenMessage.isIn(server.logTail());
        if (!portTaken || attempt == PORT_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /// Starts a server at a port that was its own before; a port that is taken now is an error.
  public static PostgresServer start(Launch launch, int port, Clock clock) {
    return launch(launch, port).whenReady(launch.startTimeout(), clock);
  }

  /// Whatever keeps it from being ready, no process is left behind.
  private PostgresServer whenReady(Duration timeout, Clock clock) {
    try (Undo<RuntimeException> undo = Undo.unlessKept(this::kill)) {
      awaitReady(timeout, clock);
      return undo.keep(this);
    }
  }

  private static PostgresServer launch(Launch launch, int port) {
    Sandbox sandbox = Sandbox.of(ServerUser.of(launch.account()), launch.confinement());
    launch.socketFolder().ifPresent(folder -> requireShort(folder, port));
    try {
      // A former run's file would be taken for this one's.
      Files.deleteIfExists(launch.dataDirectory().resolve("postmaster.pid"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ServerProcess process =
        ServerProcess.start(
            sandbox, command(launch, port), view(launch), launch.log(), launch.dataDirectory());
    return new PostgresServer(
        launch.installation(), launch.dataDirectory(), launch.log(), port, process);
  }

  private static List<String> command(Launch launch, int port) {
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
            new ServerSetting("unix_socket_permissions", "0700"),
            new ServerSetting("logging_collector", "off"),
            new ServerSetting("log_destination", "stderr"));
    // The last word counts on the command line, so Ballast's own stand behind the caller's.
    for (List<ServerSetting> settings : List.of(launch.settings(), own)) {
      for (ServerSetting setting : settings) {
        command.add("-c");
        command.add(setting.name() + "=" + setting.value());
      }
    }
    return command;
  }

  private static Sandbox.View view(Launch launch) {
    List<Path> readable = new ArrayList<>(launch.reach().readable());
    readable.add(launch.installation().home());
    List<Path> writable = new ArrayList<>(launch.reach().writable());
    writable.add(launch.dataDirectory());
    launch.socketFolder().ifPresent(writable::add);
    return new Sandbox.View(readable, writable);
  }

  private static void requireShort(Path folder, int port) {
    String path = folder.resolve(".s.PGSQL." + port).toString();
    if (path.getBytes(StandardCharsets.UTF_8).length > MAX_SOCKET_BYTES) {
      throw Fault.of(
              PostgresError.SERVER_START_FAILED, "the path of the server's socket is too long")
          .detail(path + " has more than " + MAX_SOCKET_BYTES + " bytes")
          .hint("Choose a shorter folder, or set BALLAST_TEMP to a shorter one.");
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
    try {
      byte[] all = Files.exists(log) ? Files.readAllBytes(log) : new byte[0];
      int from = Math.max(0, all.length - LOG_TAIL_BYTES);
      return new String(all, from, all.length - from, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
      kill();
    }
  }
}
