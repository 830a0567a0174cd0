package dev.ballast.postgres.server;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Undo;
import dev.ballast.machine.Account;
import dev.ballast.machine.Directories;
import dev.ballast.machine.OwnFolder;
import dev.ballast.machine.RandomName;
import dev.ballast.machine.ServerUser;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Password;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.Tls;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.sql.Identifier;
import dev.ballast.sql.Literal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A cluster of Ballast's own that outlives the process: made where its folder has none, started
/// when it is opened, stopped with a checkpoint when it is closed. Its superuser comes in by a
/// Unix-domain socket, with a random password that a file of the folder keeps.
///
/// One process at a time: the folder is locked. A server that a killed process left running is
/// ended first, and what it had committed is recovered. For one thread at a time, except
/// [#settings()].
public final class KeptCluster implements AutoCloseable {
  private static final String SUPERUSER = "ballast";
  private static final String DATA = "data";
  private static final String HALF = ".half";
  private static final String SOCKET = "s";
  private static final String PASSWORD = "password";
  private static final int PASSWORD_BYTES = 24;
  private static final Duration START_TIMEOUT = Duration.ofMinutes(5);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(60);

  private final Path folder;
  private final FileChannel lock;
  private final ServerLaunch launch;
  private final Password password;
  private final Clock clock;
  private volatile PostgresServer server;

  private KeptCluster(
      Path folder, FileChannel lock, ServerLaunch launch, Password password, Clock clock) {
    this.folder = folder;
    this.lock = lock;
    this.launch = launch;
    this.password = password;
    this.clock = clock;
    this.server = PostgresServer.start(launch, clock);
  }

  /// Opens the cluster of a folder, which is made where it is missing. A cluster that is there runs
  /// with the programs of its own major, a new one with those of `major`.
  ///
  /// Throws `server-folder-in-use` where another process has it open, `server-password-missing`,
  /// `server-start-failed`, `server-not-installed`, or `temporary-folder-unsafe` where others could
  /// change the folder.
  public static KeptCluster open(
      Path folder, int major, List<ServerSetting> settings, Clock clock) {
    requireNonNull(clock, "clock is null");
    try {
      Path own = OwnFolder.require(folder, "rwx--x--x");
      FileChannel lock = lock(own);
      try (Undo<IOException> undo = Undo.unlessKept(lock::close)) {
        return undo.keep(opened(own, lock, major, settings, clock));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The major of the cluster in this folder, where there is one.
  public static Optional<Integer> majorOf(Path folder) {
    Path version = folder.resolve(DATA).resolve("PG_VERSION");
    try {
      return Files.exists(version, LinkOption.NOFOLLOW_LINKS)
          ? Optional.of(Integer.valueOf(Files.readString(version).strip()))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static KeptCluster opened(
      Path folder, FileChannel lock, int major, List<ServerSetting> settings, Clock clock)
      throws IOException {
    Path data = folder.resolve(DATA);
    Optional<Integer> present = majorOf(folder);
    Installation programs =
        Installations.ofThisMachine().embedded(present.orElse(major).intValue());
    if (present.isEmpty()) {
      make(folder, launch(programs, folder, HALF, settings), clock);
    } else {
      PostgresServer.endOrphan(data);
    }
    Password password = password(folder);
    writeHba(folder, "scram-sha-256");
    return new KeptCluster(folder, lock, launch(programs, folder, DATA, settings), password, clock);
  }

  /// The cluster gets its name when all is done: what has the name is never made again.
  private static void make(Path folder, ServerLaunch half, Clock clock) throws IOException {
    ServerUser user = ServerUser.of(Account.CLUSTERS);
    Path data = half.dataDirectory();
    PostgresServer.endOrphan(data);
    Directories.delete(data);
    Initdb.fromTemplate(half.installation(), true, SUPERUSER, data, user);
    Path socket = folder.resolve(SOCKET);
    Directories.delete(socket);
    user.own(
        Files.createDirectory(
            socket,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
    Password password = new Password(RandomName.of(PASSWORD_BYTES));
    writeHba(folder, "trust");
    PostgresServer server = PostgresServer.start(half, clock);
    try (Undo<RuntimeException> undo = Undo.unlessKept(server::close)) {
      requirePassword(folder, server, password);
      server.stop(StopMode.FAST, STOP_TIMEOUT);
      undo.keep();
    }
    keep(folder, password);
    Files.move(data, folder.resolve(DATA), StandardCopyOption.ATOMIC_MOVE);
  }

  private static Password password(Path folder) throws IOException {
    Path file = folder.resolve(PASSWORD);
    if (!Files.exists(file)) {
      throw Fault.of(
              PostgresError.SERVER_PASSWORD_MISSING, "the password of a kept server is missing")
          .detail("there is no file " + file)
          .hint(
              "Put the file back from a copy of the folder, or move the folder away and begin with"
                  + " an empty one.");
    }
    return new Password(Files.readString(file).strip());
  }

  private static ServerLaunch launch(
      Installation programs, Path folder, String data, List<ServerSetting> settings) {
    List<ServerSetting> all = new ArrayList<>(settings);
    all.add(new ServerSetting("hba_file", hba(folder).toString()));
    return new ServerLaunch(
        programs,
        folder.resolve(data),
        folder.resolve("server.log"),
        all,
        Optional.of(folder.resolve(SOCKET)),
        START_TIMEOUT);
  }

  private static Path hba(Path folder) {
    return folder.resolve("pg_hba.conf");
  }

  private static void writeHba(Path folder, String method) throws IOException {
    Files.writeString(hba(folder), "local all " + SUPERUSER + " " + method + "\n");
    Files.setPosixFilePermissions(hba(folder), PosixFilePermissions.fromString("rw-r--r--"));
  }

  /// Nothing but this has been in the cluster yet.
  private static void requirePassword(Path folder, PostgresServer server, Password password) {
    try (Session session =
        Session.open(reachedBy(folder, server.port(), Optional.empty()), options())) {
      session.execute("SET password_encryption = 'scram-sha-256'");
      session.execute(
          "ALTER ROLE "
              + new Identifier(SUPERUSER)
              + " PASSWORD "
              + new Literal(password.reveal()));
    }
  }

  private static void keep(Path folder, Password password) throws IOException {
    Path half = folder.resolve(PASSWORD + HALF);
    Files.deleteIfExists(half);
    Files.createFile(
        half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(half, password.reveal() + "\n", StandardOpenOption.SYNC);
    Files.move(half, folder.resolve(PASSWORD), StandardCopyOption.ATOMIC_MOVE);
  }

  private static SessionOptions options() {
    return SessionOptions.onOwnServer("ballast");
  }

  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try (Undo<IOException> undo = Undo.unlessKept(channel::close)) {
      FileLock taken = channel.tryLock();
      if (taken == null) {
        throw inUse(folder);
      }
      return undo.keep(channel);
    } catch (OverlappingFileLockException e) {
      throw inUse(folder).cause(e);
    }
  }

  private static Fault inUse(Path folder) {
    return Fault.of(
            PostgresError.SERVER_FOLDER_IN_USE, "another process has the server's folder open")
        .detail(folder + " is locked")
        .hint("End the other process, or name another folder.");
  }

  /// Where it is reached, as superuser, in database `postgres`.
  public ConnectionSettings settings() {
    return reachedBy(folder, server.port(), Optional.of(password));
  }

  private static ConnectionSettings reachedBy(Path folder, int port, Optional<Password> secret) {
    return new ConnectionSettings(
        folder.resolve(SOCKET).toString(),
        port,
        "postgres",
        SUPERUSER,
        secret,
        Tls.DISABLED,
        ConnectionSettings.DEFAULT_CONNECT_TIMEOUT);
  }

  /// Starts the server again where it has ended by itself or was killed; what it had committed is
  /// recovered. Returns whether it had to be.
  ///
  /// Throws `server-start-failed` where it does not start.
  public boolean keepRunning() {
    if (server.isAlive()) {
      return false;
    }
    PostgresServer.endOrphan(launch.dataDirectory());
    server = PostgresServer.start(launch, clock);
    return true;
  }

  /// `kill -9` of its processes, for tests of what depends on it.
  public void crash() {
    server.kill();
  }

  /// Stops the server with a checkpoint; one that does not end in a minute is killed.
  @Override
  public void close() {
    server.stop(StopMode.FAST, STOP_TIMEOUT);
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
