package dev.ballast.protect.restore;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.machine.Account;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.Tls;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.Confinement;
import dev.ballast.postgres.server.Installation;
import dev.ballast.postgres.server.Isolation;
import dev.ballast.postgres.server.PostgresServer;
import dev.ballast.postgres.server.ServerFolder;
import dev.ballast.postgres.server.ServerLaunch;
import dev.ballast.postgres.server.ServerSetting;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.backup.BackupRecord;
import dev.ballast.protect.confine.ConfinedCopy;
import dev.ballast.protect.confine.CopySessions;
import dev.ballast.sql.Identifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A server on a restored data directory: it replays the write-ahead log up to a record, stops
/// there, and can then be asked, moved on or promoted. For one thread at a time.
///
/// It takes nothing from the source's own configuration: it archives nothing, replicates from no
/// server, runs no job of the databases, and preloads only libraries that are known to do no more
/// than count. It listens on no network, only on a Unix-domain socket in a folder that only its
/// user may enter: a copy of production is as secret as production.
public final class RecoveringServer implements AutoCloseable {
  private static final String AUTO_CONF = "postgresql.auto.conf";
  private static final Duration POLL = Duration.ofMillis(10);
  /// A check of the copy's largest relation may take as long as this.
  private static final Duration LONGEST_STATEMENT = Duration.ofHours(12);

  private static final Duration END_GRACE = Duration.ofSeconds(10);
  private static final Duration STOP_TIMEOUT = Duration.ofMinutes(10);
  private static final String BY_PASSWORD = "local all all scram-sha-256\n";
  private static final String TIMEOUT_HINT = "Raise --recovery-timeout.";

  private final BackupRecord record;
  private final Installation installation;
  private final Path dataDirectory;
  private final Path workDirectory;
  private final Shelter shelter;
  private final Duration timeout;
  private final Clock clock;
  private Optional<PostgresServer> server = Optional.empty();
  private Optional<Isolation> isolation = Optional.empty();

  /// A server that is not started yet.
  ///
  /// @param record the backup that was restored
  /// @param timeout bound on recovery up to one target
  public RecoveringServer(
      BackupRecord record,
      Installation installation,
      Location location,
      Duration timeout,
      Clock clock) {
    this.record = record;
    this.installation = installation;
    this.dataDirectory = location.dataDirectory();
    this.workDirectory = location.workDirectory();
    this.shelter = location.shelter();
    this.timeout = timeout;
    this.clock = clock;
  }

  /// Where the copy is.
  ///
  /// @param dataDirectory the restored cluster
  /// @param workDirectory takes configuration, log and socket, outside the cluster so that it stays
  ///     as it was backed up
  /// @param shelter what the code of the databases is shut off from
  public record Location(Path dataDirectory, Path workDirectory, Shelter shelter) {}

  /// How far the copy is shut off from this machine.
  ///
  /// @param tablespaces the folders outside the cluster that belong to it
  public record Shelter(Confinement confinement, List<Path> tablespaces) {
    public static final Shelter NONE = new Shelter(Confinement.NONE, List.of());

    public Shelter {
      requireNonNull(confinement, "confinement is null");
      tablespaces = List.copyOf(tablespaces);
    }
  }

  /// Throws `extension-library-missing`, naming each, when the server cannot load a library that
  /// the databases' functions refer to. A library outside the server's own folder is not of it.
  public static void requireLibraries(BackupRecord record, Installation installation) {
    List<String> missing =
        record.source().libraries().stream()
            .filter(l -> l.contains("/") || !installation.hasLibrary(l))
            .toList();
    if (!missing.isEmpty()) {
      throw Fault.of(
              ProtectError.EXTENSION_LIBRARY_MISSING, "server lacks " + String.join(", ", missing))
          .detail(
              installation
                  + " has no such library"
                  + installation.libraryDirectory().map(d -> " in " + d).orElse(""))
          .hint("Install the extension's package for this major, then run again.");
    }
  }

  /// The libraries that the source preloads and a copy does not, because they start workers, or
  /// nobody looked whether they do.
  public static List<String> leftOut(BackupRecord record) {
    return CopyConfiguration.leftOut(record);
  }

  /// Starts the server and replays up to the target; returns when replay has stopped there and the
  /// position was seen to be exactly the target's end. Throws the fault of [#recover] otherwise.
  public void recoverTo(RecoveryTarget target) {
    if (recover(target) instanceof Recovery.Missed missed) {
      throw missed.fault();
    }
  }

  /// Starts the server and replays up to the target. It is missed when the log ends before it, when
  /// replay stops at another position or not in time, or when the server gives up.
  public Recovery recover(RecoveryTarget target) {
    stop();
    try {
      try (ServerFolder data = ServerFolder.open(dataDirectory, Account.CLUSTERS)) {
        // A standby's backup brings its signal along; it would wait for more log forever.
        data.delete("standby.signal");
        data.write("recovery.signal", "");
      }
      launch(CopyConfiguration.of(record, installation, workDirectory).recoveringTo(target));
    } catch (IOException e) {
      throw RestoreFaults.writing(dataDirectory, e);
    } catch (Fault e) {
      if (e.code() != PostgresError.SERVER_START_FAILED) {
        throw e;
      }
      return notStarted(e);
    }
    // A recovering server takes sessions from its consistent state on, and not before.
    try {
      awaitPaused(target);
    } catch (Fault e) {
      if (e.code() != ProtectError.RECOVERY_FAILED) {
        throw e;
      }
      return new Recovery.Missed(true, e);
    }
    Lsn reached = replayed();
    return reached.equals(target.end())
        ? new Recovery.Reached()
        : new Recovery.Missed(
            true,
            Fault.of(ProtectError.RECOVERY_FAILED, "recovery stopped at another LSN than asked")
                .detail("asked for " + target.end() + ", replay is at " + reached));
  }

  private Recovery notStarted(Fault start) {
    String log = start.detail().orElse("");
    requireRoomWasLeft(log);
    return new Recovery.Missed(
        ConsistencyMessage.isIn(log),
        Fault.of(ProtectError.RECOVERY_FAILED, "restored server did not recover")
            .detail(start.detail().orElse(start.getMessage()))
            .cause(start));
  }

  /// Why the server released a session: it may have ended, or be about to.
  private Fault explained(Fault e) {
    if (e.code() == CommonError.INTERRUPTED) {
      return e;
    }
    String log = running().logTail().strip();
    requireRoomWasLeft(log);
    // A server that gives up resets its connections a moment before it is gone.
    return !running().endsWithin(END_GRACE)
        ? e
        : Fault.of(ProtectError.RECOVERY_FAILED, "restored server ended during recovery")
            .detail("end of its log:\n" + log)
            .cause(e);
  }

  /// A full disk says nothing about the backup.
  private void requireRoomWasLeft(String log) {
    Optional<String> full =
        log.lines().filter(line -> line.contains(RestoreFaults.NO_SPACE)).findFirst();
    if (full.isPresent()) {
      throw RestoreFaults.full(dataDirectory, full.get());
    }
  }

  private void launch(List<ServerSetting> settings) {
    writeConfiguration();
    server =
        Optional.of(
            PostgresServer.start(
                new ServerLaunch(
                        installation,
                        dataDirectory,
                        log(),
                        settings,
                        Optional.of(socketFolder()),
                        timeout)
                    .confined(
                        Account.CLUSTERS,
                        shelter.confinement(),
                        new ServerLaunch.Reach(List.of(workDirectory), shelter.tablespaces())),
                clock));
    isolation = server.map(PostgresServer::isolation);
  }

  /// The source's own files name paths, ports and archives of the source; none of them is read.
  /// The server's user may read these, and change nothing but its socket.
  private void writeConfiguration() {
    try {
      Files.setPosixFilePermissions(workDirectory, PosixFilePermissions.fromString("rwxr-xr-x"));
      if (!Files.exists(socketFolder())) {
        Files.createDirectory(socketFolder());
        PostgresServer.own(socketFolder());
      }
      Files.writeString(workDirectory.resolve("postgresql.conf"), "");
      // While it recovers no password can be set; anyone who else comes in knows one of the source.
      Files.writeString(
          workDirectory.resolve("pg_hba.conf"),
          "local all %s trust%n%s"
              .formatted(new Identifier(record.source().superuser()), BY_PASSWORD));
      Files.writeString(workDirectory.resolve("pg_ident.conf"), "");
      for (String name : List.of("postgresql.conf", "pg_hba.conf", "pg_ident.conf")) {
        Files.setPosixFilePermissions(
            workDirectory.resolve(name), PosixFilePermissions.fromString("rw-r--r--"));
      }
      if (!Files.exists(log())) {
        Files.createFile(
            log(),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      setAside();
    } catch (IOException e) {
      throw RestoreFaults.writing(dataDirectory, e);
    }
  }

  /// What ALTER SYSTEM left behind is in the data directory and would be read even so.
  private void setAside() throws IOException {
    try (ServerFolder data = ServerFolder.open(dataDirectory, Account.CLUSTERS);
        ServerFolder work = ServerFolder.open(workDirectory, Account.CLUSTERS)) {
      if (data.holds(AUTO_CONF) && !work.holds(AUTO_CONF)) {
        data.move(AUTO_CONF, work);
      }
    }
  }

  /// Puts the source's ALTER SYSTEM settings back where the next start will read them.
  private void putBack() {
    try (ServerFolder data = ServerFolder.open(dataDirectory, Account.CLUSTERS);
        ServerFolder work = ServerFolder.open(workDirectory, Account.CLUSTERS)) {
      if (work.holds(AUTO_CONF)) {
        work.move(AUTO_CONF, data);
      }
    } catch (IOException e) {
      throw RestoreFaults.writing(dataDirectory, e);
    }
  }

  private void awaitPaused(RecoveryTarget target) {
    long start = clock.nanoTime();
    try (Session session = session(maintenanceDatabase())) {
      while (clock.since(start).compareTo(timeout) < 0) {
        if (session.text("SELECT pg_catalog.pg_get_wal_replay_pause_state()").equals("paused")) {
          return;
        }
        clock.pause(POLL);
        if (Thread.currentThread().isInterrupted()) {
          throw CommonError.interrupted("recovering a copy");
        }
      }
    } catch (Fault e) {
      throw explained(e);
    }
    throw Fault.of(
            ProtectError.RECOVERY_FAILED,
            "recovery did not reach " + target.end() + " within " + timeout.toSeconds() + " s")
        .hint(TIMEOUT_HINT);
  }

  /// The end of the last record that was replayed.
  public Lsn replayed() {
    try (Session session = session(maintenanceDatabase())) {
      return session.one(
          "SELECT pg_catalog.pg_last_wal_replay_lsn() AS lsn", row -> row.lsn("lsn"));
    }
  }

  /// Ends recovery where it stands; the copy is then a server of its own, on a new timeline.
  public void promote() {
    try (Session session =
        CopySessions.superuser(
            settings(maintenanceDatabase()), major(), timeout.plus(STOP_TIMEOUT))) {
      String promoted =
          session.text("SELECT pg_catalog.pg_promote(true, ?)", (int) timeout.toSeconds());
      if (!promoted.equals("t")) {
        throw Fault.of(ProtectError.RECOVERY_FAILED, "promotion did not end in time")
            .hint(TIMEOUT_HINT);
      }
    } catch (Fault e) {
      throw e.code() == ProtectError.RECOVERY_FAILED ? e : explained(e);
    }
  }

  /// `postgres` can be dropped; `template1` hardly is.
  private String maintenanceDatabase() {
    List<String> databases = record.source().databases();
    return databases.contains("postgres")
        ? "postgres"
        : databases.stream().findFirst().orElse("template1");
  }

  /// Takes the power from every role of the promoted copy, and from then on asks each for a
  /// password that only Ballast knows: code in the copy could come back over the socket.
  public ConfinedCopy confine() {
    ConfinedCopy copy = ConfinedCopy.confine(settings(maintenanceDatabase()), major());
    try {
      Files.writeString(workDirectory.resolve("pg_hba.conf"), BY_PASSWORD);
    } catch (IOException e) {
      throw RestoreFaults.writing(dataDirectory, e);
    }
    try (Session keeper = copy.keeper(maintenanceDatabase())) {
      keeper.text("SELECT pg_catalog.pg_reload_conf()");
    }
    awaitPasswords();
    return copy;
  }

  private void awaitPasswords() {
    long start = clock.nanoTime();
    while (admitsWithoutPassword()) {
      if (clock.since(start).compareTo(STOP_TIMEOUT) > 0) {
        throw Fault.of(
            ProtectError.RECOVERY_FAILED, "restored server does not begin to ask for passwords");
      }
      clock.pause(POLL);
      if (Thread.currentThread().isInterrupted()) {
        throw CommonError.interrupted("confining a copy");
      }
    }
  }

  private boolean admitsWithoutPassword() {
    try (Session session = session(maintenanceDatabase())) {
      return session.settings().password().isEmpty();
    } catch (Fault e) {
      // The source's superuser is none any more, so its session may also be refused its settings.
      if (e.code() == PostgresError.AUTHENTICATION_FAILED) {
        return false;
      }
      if (e.code() == PostgresError.PRIVILEGE_MISSING) {
        return true;
      }
      throw e;
    }
  }

  /// What the promoted copy would do by itself if it were started with the source's configuration.
  OutwardObjects outward() {
    // What ALTER SYSTEM left is set aside while a server runs here.
    List<Path> files =
        List.of(dataDirectory.resolve("postgresql.conf"), workDirectory.resolve(AUTO_CONF));
    return OutwardReading.of(record, files, databases(), this::session);
  }

  /// Takes from the promoted copy whatever acts by itself or reaches other servers.
  void prepareDrill() {
    try (Session session = session(maintenanceDatabase())) {
      DrillCopy.shared(session);
    }
    for (String database : databases()) {
      try (Session session = session(database)) {
        DrillCopy.database(session);
      }
    }
    // It is set aside while a server runs here, and put back when Ballast releases the cluster.
    Path settings = workDirectory.resolve(AUTO_CONF);
    try (ServerFolder work = ServerFolder.open(workDirectory, Account.CLUSTERS)) {
      String before =
          work.holds(AUTO_CONF)
              ? new String(Files.readAllBytes(settings), StandardCharsets.UTF_8)
              : "";
      work.write(AUTO_CONF, DrillCopy.configuration(before));
    } catch (IOException e) {
      throw RestoreFaults.writing(dataDirectory, e);
    }
  }

  private List<String> databases() {
    try (Session session = session(maintenanceDatabase())) {
      return session.query(
          """
          SELECT datname FROM pg_catalog.pg_database
           WHERE datallowconn AND datconnlimit <> -2 ORDER BY datname
          """,
          row -> row.text("datname"));
    }
  }

  /// A superuser's session on which nothing acts that the copy's roles and databases configured.
  public Session session(String database) {
    return CopySessions.superuser(settings(database), major(), LONGEST_STATEMENT);
  }

  private int major() {
    return record.version().major();
  }

  /// How to reach the copy, as the superuser of the source.
  public ConnectionSettings settings(String database) {
    return new ConnectionSettings(
        socketFolder().toString(),
        running().port(),
        database,
        record.source().superuser(),
        Optional.empty(),
        Tls.DISABLED,
        ConnectionSettings.DEFAULT_CONNECT_TIMEOUT);
  }

  /// Stops the server, if it runs, after a checkpoint.
  public void stop() {
    server.ifPresent(s -> s.stop(StopMode.FAST, STOP_TIMEOUT));
    server = Optional.empty();
    putBack();
  }

  /// Releases the server without ending it, and returns how to reach it.
  ConnectionSettings leaveRunning() {
    ConnectionSettings settings = settings(maintenanceDatabase());
    putBack();
    server = Optional.empty();
    return settings;
  }

  /// What kept the databases' code from the rest of the machine; empty before the first start.
  public Optional<Isolation> isolation() {
    return isolation;
  }

  public Installation installation() {
    return installation;
  }

  public Path dataDirectory() {
    return dataDirectory;
  }

  private Path socketFolder() {
    return workDirectory.resolve("s");
  }

  private Path log() {
    return workDirectory.resolve("server.log");
  }

  private PostgresServer running() {
    return server.orElseThrow(() -> new IllegalStateException("the copy is not running"));
  }

  @Override
  public void close() {
    server.ifPresent(PostgresServer::close);
    server = Optional.empty();
  }
}
