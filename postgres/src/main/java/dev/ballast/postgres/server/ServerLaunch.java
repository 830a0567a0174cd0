package dev.ballast.postgres.server;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import dev.ballast.machine.Account;
import dev.ballast.machine.ServerUser;
import dev.ballast.postgres.PostgresError;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What to start and how long to wait for it.
///
/// @param log the file that takes the server's log; appended to. It lies where only this process
///     may write
/// @param socketFolder takes the Unix-domain socket, and the server then listens nowhere else; it
///     listens on loopback where absent
/// @param startTimeout bound on the time until it takes connections, recovery included
public record ServerLaunch(
    Installation installation,
    Path dataDirectory,
    Path log,
    List<ServerSetting> settings,
    Optional<Path> socketFolder,
    Duration startTimeout,
    Confines confines) {
  /// What the kernel takes for a socket's path.
  private static final int MAX_SOCKET_BYTES = 107;

  public ServerLaunch {
    requireNonNull(installation, "installation is null");
    requireNonNull(dataDirectory, "dataDirectory is null");
    requireNonNull(log, "log is null");
    settings = List.copyOf(settings);
    requireNonNull(socketFolder, "socketFolder is null");
    requireNonNull(startTimeout, "startTimeout is null");
    requireNonNull(confines, "confines is null");
    if (confines.confinement() != Confinement.NONE && socketFolder.isEmpty()) {
      throw new IllegalArgumentException("a confined server is reached by its socket only");
    }
  }

  /// Whose user the server runs as, and how far it is shut off.
  ///
  /// @param account whom root hands over to
  /// @param reach what it may reach where it is confined, beside data and socket
  public record Confines(Account account, Confinement confinement, Reach reach) {
    private static final Confines NONE =
        new Confines(Account.CLUSTERS, Confinement.NONE, new Reach(List.of(), List.of()));

    public Confines {
      requireNonNull(account, "account is null");
      requireNonNull(confinement, "confinement is null");
      requireNonNull(reach, "reach is null");
    }
  }

  /// What a confined server reaches beside the system, its programs, its data and its socket.
  ///
  /// @param readable configuration, say
  /// @param writable tablespaces, say
  public record Reach(List<Path> readable, List<Path> writable) {
    public Reach {
      readable = List.copyOf(readable);
      writable = List.copyOf(writable);
    }
  }

  /// A server that is not confined.
  public ServerLaunch(
      Installation installation,
      Path dataDirectory,
      Path log,
      List<ServerSetting> settings,
      Optional<Path> socketFolder,
      Duration startTimeout) {
    this(installation, dataDirectory, log, settings, socketFolder, startTimeout, Confines.NONE);
  }

  /// A server that listens on loopback.
  public ServerLaunch(
      Installation installation,
      Path dataDirectory,
      Path log,
      List<ServerSetting> settings,
      Duration startTimeout) {
    this(installation, dataDirectory, log, settings, Optional.empty(), startTimeout);
  }

  /// The same server, confined, with these folders in its reach.
  public ServerLaunch confined(Account account, Confinement how, Reach reach) {
    return new ServerLaunch(
        installation,
        dataDirectory,
        log,
        settings,
        socketFolder,
        startTimeout,
        new Confines(account, how, reach));
  }

  Sandbox sandbox() {
    return Sandbox.of(ServerUser.of(confines.account()), confines.confinement());
  }

  Sandbox.View view() {
    List<Path> readable = new ArrayList<>(confines.reach().readable());
    readable.add(installation.home());
    List<Path> writable = new ArrayList<>(confines.reach().writable());
    writable.add(dataDirectory);
    socketFolder.ifPresent(writable::add);
    return new Sandbox.View(readable, writable);
  }

  List<String> command(int port) {
    List<String> command = new ArrayList<>();
    command.add(installation.program("postgres").toString());
    command.add("-D");
    command.add(dataDirectory.toString());
    List<ServerSetting> own =
        List.of(
            new ServerSetting("port", Integer.toString(port)),
            new ServerSetting(
                "listen_addresses", socketFolder.isPresent() ? "" : PostgresServer.HOST),
            new ServerSetting(
                "unix_socket_directories", socketFolder.map(Path::toString).orElse("")),
            new ServerSetting("unix_socket_permissions", "0700"));
    // The last word counts on the command line, so Ballast's own stand behind the caller's; where
    // the
    // log goes, which the data directory's own configuration must not say, the caller may.
    List<ServerSetting> log =
        List.of(
            new ServerSetting("logging_collector", "off"),
            new ServerSetting("log_destination", "stderr"));
    for (List<ServerSetting> each : List.of(log, settings, own)) {
      for (ServerSetting setting : each) {
        command.add("-c");
        command.add(setting.name() + "=" + setting.value());
      }
    }
    return command;
  }

  /// Throws `server-start-failed` where the kernel would not take the socket's path.
  void requireShortSocket(int port) {
    if (socketFolder.isEmpty()) {
      return;
    }
    requireShortSocket(socketFolder.get(), port);
  }

  /// Throws `server-start-failed` where no socket could be bound in this folder, which may not be
  /// there yet.
  public static void requireShortSocket(Path folder, int port) {
    String path = folder.resolve(".s.PGSQL." + port).toString();
    if (path.getBytes(StandardCharsets.UTF_8).length > MAX_SOCKET_BYTES) {
      throw Fault.of(
              PostgresError.SERVER_START_FAILED, "the path of the server's socket is too long")
          .detail(path + " has more than " + MAX_SOCKET_BYTES + " bytes")
          .hint("Choose a shorter folder: with --lab or --work-dir, or with BALLAST_TEMP.");
    }
  }
}
