package dev.ballast.protect.restore;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.machine.Account;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.Tls;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.page.ControlFile;
import dev.ballast.postgres.server.Installation;
import dev.ballast.postgres.server.Isolation;
import dev.ballast.postgres.server.PostgresServer;
import dev.ballast.postgres.server.ServerLaunch;
import dev.ballast.postgres.server.ServerSetting;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.wire.SlotName;
import dev.ballast.postgres.wire.TimelineHistory;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.backup.BackupRecord;
import dev.ballast.protect.confine.ConfinedCopy;
import dev.ballast.protect.confine.CopySessions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A server on a restored data directory: it replays the write-ahead log up to a record, stops
/// there, and can then be asked, moved on or promoted. For one thread at a time.
///
/// It takes nothing from the source's own configuration: it archives nothing, replicates from no
/// server, runs no job of the databases, and preloads only libraries that are known to do no more
/// than count. It listens on no network, only on a Unix-domain socket in a folder that only its
/// user may enter: a copy of production is as secret as production.
public final class RecoveringServer implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(10);
  /// A check of the copy's largest relation may take as long as this.
  private static final Duration LONGEST_STATEMENT = Duration.ofHours(12);

  private static final Duration END_GRACE = Duration.ofSeconds(10);
  private static final Duration STOP_TIMEOUT = Duration.ofMinutes(10);
  private static final String REPLAYED = "SELECT pg_catalog.pg_last_wal_replay_lsn() AS lsn";
  private static final String TIMEOUT_HINT = "Raise --recovery-timeout.";

  private final BackupRecord.Origin origin;
  private final Installation installation;
  private final Path dataDirectory;
  private final Path workDirectory;
  private final Shelter shelter;
  private final CopyFiles files;
  private final Duration timeout;
  private final Clock clock;
  private Optional<LogSupply> window = Optional.empty();
  private Optional<ServerLaunch> launch = Optional.empty();
  private Optional<PostgresServer> server = Optional.empty();
  private Optional<Isolation> isolation = Optional.empty();

  /// A server that is not started yet.
  ///
  /// @param origin what the copy is of
  /// @param timeout bound on recovery up to one target
  public RecoveringServer(
      BackupRecord.Origin origin,
      Installation installation,
      Location location,
      Duration timeout,
      Clock clock) {
    this.origin = origin;
    this.installation = installation;
    this.dataDirectory = location.dataDirectory();
    this.workDirectory = location.workDirectory();
    this.shelter = location.shelter();
    this.files = new CopyFiles(dataDirectory, workDirectory);
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

  /// Takes the log out of a [LogWindow] instead of `pg_wal`.
  RecoveringServer outOfWindow(LogSupply supply) {
    window = Optional.of(supply);
    return this;
  }

  /// The libraries that the source preloads and a copy does not, because they start workers, or
  /// nobody looked whether they do.
  public static List<String> leftOut(BackupRecord.Origin origin) {
    return CopyConfiguration.leftOut(origin);
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
    long began = clock.nanoTime();
    try {
      ControlFile control = ControlFile.read(dataDirectory);
      files.signalRecovery();
      CopyConfiguration settings =
          CopyConfiguration.of(origin, control, installation, workDirectory);
      launch(
          window
              .map(supply -> settings.recoveringTo(target, supply.serverBytes()))
              .orElseGet(() -> settings.recoveringTo(target)));
    } catch (Fault e) {
      if (e.code() != PostgresError.SERVER_START_FAILED
          && e.code() != PostgresError.CONTROL_FILE_DAMAGED) {
        throw e;
      }
      return notStarted(e);
    }
    // A recovering server takes sessions from its consistent state on, and not before.
    Duration untilAdmitted = clock.since(began);
    Lsn admittedAt;
    try {
      admittedAt = awaitPaused(target);
    } catch (Fault e) {
      if (e.code() != ProtectError.RECOVERY_FAILED) {
        throw e;
      }
      return new Recovery.Missed(true, e);
    }
    Lsn reached = replayed();
    return reached.equals(target.end())
        ? new Recovery.Reached(untilAdmitted, admittedAt)
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

  /// Starts a copy that was promoted and confined before.
  ///
  /// @param use how its server works: memory, checkpoints, vacuum; it is never what keeps the copy
  ///     from acting
  public ConfinedCopy run(List<ServerSetting> use, ConfinedCopy.Keys keys) {
    ControlFile control = ControlFile.read(dataDirectory);
    files.writeConfined();
    start(CopyConfiguration.of(origin, control, installation, workDirectory).running(use));
    return ConfinedCopy.reopened(settings(maintenanceDatabase()), major(), keys);
  }

  /// Starts such a copy as a standby of another one of the same state, whose server runs.
  ///
  /// @param slot of the other, which keeps the log for this one
  /// @param keys with which both were confined
  public ConfinedCopy follow(
      List<ServerSetting> use, ConfinedCopy primary, SlotName slot, ConfinedCopy.Keys keys) {
    ControlFile control = ControlFile.read(dataDirectory);
    files.writeConfined();
    files.signalStandby(primary.keepersLogin());
    List<ServerSetting> settings =
        new ArrayList<>(
            CopyConfiguration.of(origin, control, installation, workDirectory).running(use));
    settings.addAll(files.following(primary.keepersLogin(), slot));
    start(settings);
    return ConfinedCopy.reopened(settings(maintenanceDatabase()), major(), keys);
  }

  /// Starts a new cluster, in which nothing foreign has run yet, with its own superuser let in.
  ///
  /// @param use how its server works
  public void startNew(List<ServerSetting> use) {
    ControlFile control = ControlFile.read(dataDirectory);
    launch(CopyConfiguration.of(origin, control, installation, workDirectory).running(use));
  }

  private void launch(List<ServerSetting> settings) {
    files.write(origin.source().superuser());
    start(settings);
  }

  private void start(List<ServerSetting> settings) {
    List<Path> readable = new ArrayList<>(shelter.sockets());
    readable.add(workDirectory);
    ServerLaunch how =
        new ServerLaunch(
                installation,
                dataDirectory,
                files.log(),
                settings,
                Optional.of(files.socketFolder()),
                timeout)
            .confined(
                Account.CLUSTERS,
                shelter.confinement(),
                new ServerLaunch.Reach(readable, shelter.tablespaces()));
    launch = Optional.of(how);
    server = Optional.of(PostgresServer.start(how, clock));
    isolation = server.map(PostgresServer::isolation);
  }

  /// Ends the promoted copy at once and starts it again as it was; it recovers as after a crash.
  private void startAgain() {
    running().close();
    server = Optional.of(PostgresServer.start(launch.orElseThrow(), clock));
  }

  /// Returns how far replay had come when the wait began.
  private Lsn awaitPaused(RecoveryTarget target) {
    long start = clock.nanoTime();
    try (Session session = session(maintenanceDatabase())) {
      Lsn first = session.one(REPLAYED, row -> row.lsn("lsn"));
      while (clock.since(start).compareTo(timeout) < 0) {
        if (session.text("SELECT pg_catalog.pg_get_wal_replay_pause_state()").equals("paused")) {
          return first;
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
      return session.one(REPLAYED, row -> row.lsn("lsn"));
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

  /// The history of the timeline that the promoted copy is on.
  public TimelineHistory history() {
    try (Session session = session(maintenanceDatabase())) {
      return session.one(
          """
          SELECT name, pg_catalog.pg_read_file('pg_wal/' || name) AS content
            FROM pg_catalog.pg_ls_waldir()
           WHERE name OPERATOR(pg_catalog.~) '^[0-9A-F]{8}\\.history$' ORDER BY name DESC LIMIT 1
          """,
          row ->
              TimelineHistory.parse(
                  new TimelineId(Integer.parseInt(row.text("name").substring(0, 8), 16)),
                  row.text("content").getBytes(StandardCharsets.UTF_8)));
    }
  }

  /// `postgres` can be dropped; `template1` hardly is.
  public String maintenanceDatabase() {
    return maintenanceDatabase(origin);
  }

  /// The database that a copy is asked in.
  static String maintenanceDatabase(BackupRecord.Origin origin) {
    List<String> databases = origin.source().databases();
    return databases.contains("postgres")
        ? "postgres"
        : databases.stream().findFirst().orElse("template1");
  }

  /// Takes the power from every role of the promoted copy, and from then on asks each for a
  /// password that only Ballast knows: code in the copy could come back over the socket.
  public ConfinedCopy confine() {
    ConfinedCopy copy =
        ConfinedCopy.confine(settings(maintenanceDatabase()), major())
            .restartedBy(this::startAgain);
    files.requirePasswords();
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

  /// Marks the databases of the promoted copy that were restored without content, so that nothing
  /// reads them, and returns what a reader of the result has to know.
  List<String> markLeftOut(Set<Long> kept) {
    try (Session session = session(maintenanceDatabase())) {
      return LeftOutDatabases.mark(session, kept);
    }
  }

  /// What the promoted copy would do by itself if it were started with the source's configuration.
  OutwardObjects outward() {
    return OutwardReading.of(origin, files.ofTheCluster(), databases(), this::session);
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
    files.prepareDrill();
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
    return origin.source().version().major();
  }

  /// How to reach the copy, as the superuser of the source.
  public ConnectionSettings settings(String database) {
    return new ConnectionSettings(
        files.socketFolder().toString(),
        running().port(),
        database,
        origin.source().superuser(),
        Optional.empty(),
        Tls.DISABLED,
        ConnectionSettings.DEFAULT_CONNECT_TIMEOUT);
  }

  /// Stops the server, if it runs, after a checkpoint.
  public void stop() {
    server.ifPresent(s -> s.stop(StopMode.FAST, STOP_TIMEOUT));
    server = Optional.empty();
    files.putBack();
  }

  /// Releases the server without ending it, and returns how to reach it.
  KeptServer leaveRunning() {
    KeptServer kept = new KeptServer(settings(maintenanceDatabase()), CopySessions.calm(major()));
    files.putBack();
    server = Optional.empty();
    return kept;
  }

  /// Whether its server runs.
  public boolean isAlive() {
    return server.filter(PostgresServer::isAlive).isPresent();
  }

  /// Whether its server ends within a time.
  public boolean endsWithin(Duration limit) {
    return server.isEmpty() || server.get().endsWithin(limit);
  }

  /// The last few thousand bytes of its log.
  public String logTail() {
    return running().logTail();
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

  private PostgresServer running() {
    return server.orElseThrow(() -> new IllegalStateException("the copy is not running"));
  }

  @Override
  public void close() {
    server.ifPresent(PostgresServer::close);
    server = Optional.empty();
  }
}
