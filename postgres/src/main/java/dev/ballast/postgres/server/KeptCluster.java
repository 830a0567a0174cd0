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
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A cluster of Ballast's own that outlives the process: made where its folder is empty, started
/// when it is opened, stopped with a checkpoint when it is closed. Its superuser comes in by a
/// Unix-domain socket, with a random password that a file of the folder keeps.
///
/// One process at a time: the folder is locked. A server that a killed process left running is
/// ended first, and what it had committed is recovered. For one thread at a time, except
/// [#settings()].
public final class KeptCluster implements AutoCloseable {
  private static final String SUPERUSER = "ballast";
  private static final String DATA = "data";
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
  /// Throws `server-folder-in-use` where another process has it open, `server-start-failed`,
  /// `server-not-installed`, or `temporary-folder-unsafe` where others could change the folder.
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
    ServerUser user = ServerUser.of(Account.CLUSTERS);
    Path data = folder.resolve(DATA);
    Path secret = folder.resolve("password");
    Optional<Integer> present = majorOf(folder);
    Installation programs =
        Installations.ofThisMachine().embedded(present.orElse(major).intValue());
    boolean fresh = present.isEmpty() || !Files.exists(secret);
    if (fresh) {
      make(programs, folder, user);
    } else {
      PostgresServer.endOrphan(data);
    }
    Password password =
        new Password(fresh ? RandomName.of(PASSWORD_BYTES) : Files.readString(secret).strip());
    writeHba(folder, fresh ? "trust" : "scram-sha-256");
    KeptCluster cluster =
        new KeptCluster(folder, lock, launch(programs, folder, settings), password, clock);
    try (Undo<RuntimeException> undo = Undo.unlessKept(cluster.server::close)) {
      if (fresh) {
        cluster.requirePassword(secret);
      }
      return undo.keep(cluster);
    }
  }

  /// A folder without its password was never finished: nobody has been in that cluster.
  private static void make(Installation programs, Path folder, ServerUser user) throws IOException {
    Path data = folder.resolve(DATA);
    PostgresServer.endOrphan(data);
    Directories.delete(data);
    Initdb.fromTemplate(programs, true, SUPERUSER, data, user);
    for (Path own : List.of(folder.resolve("s"))) {
      Directories.delete(own);
      user.own(
          Files.createDirectory(
              own,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
    }
  }

  private static ServerLaunch launch(
      Installation programs, Path folder, List<ServerSetting> settings) {
    List<ServerSetting> all = new ArrayList<>(settings);
    all.add(new ServerSetting("hba_file", hba(folder).toString()));
    return new ServerLaunch(
        programs,
        folder.resolve(DATA),
        folder.resolve("server.log"),
        all,
        Optional.of(folder.resolve("s")),
        START_TIMEOUT);
  }

  private static Path hba(Path folder) {
    return folder.resolve("pg_hba.conf");
  }

  private static void writeHba(Path folder, String method) throws IOException {
    Files.writeString(hba(folder), "local all " + SUPERUSER + " " + method + "\n");
    Files.setPosixFilePermissions(hba(folder), PosixFilePermissions.fromString("rw-r--r--"));
  }

  /// Nothing but this has been in the cluster yet. The file is last: without it the next run begins
  /// again.
  private void requirePassword(Path secret) throws IOException {
    try (Session session = Session.open(reachedBy(Optional.empty()), options())) {
      session.execute("SET password_encryption = 'scram-sha-256'");
      session.execute(
          "ALTER ROLE "
              + new Identifier(SUPERUSER)
              + " PASSWORD "
              + new Literal(password.reveal()));
      session.execute("CHECKPOINT");
      writeHba(folder, "scram-sha-256");
      session.text("SELECT pg_catalog.pg_reload_conf()");
    }
    Path half = folder.resolve("password.half");
    Files.deleteIfExists(half);
    Files.createFile(
        half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(half, password.reveal() + "\n", StandardOpenOption.SYNC);
    Files.move(half, secret);
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
    return reachedBy(Optional.of(password));
  }

  private ConnectionSettings reachedBy(Optional<Password> secret) {
    return new ConnectionSettings(
        folder.resolve("s").toString(),
        server.port(),
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
