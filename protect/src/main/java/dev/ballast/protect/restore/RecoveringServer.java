package dev.ballast.protect.restore;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.Tls;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.Installation;
import dev.ballast.postgres.server.PostgresServer;
import dev.ballast.postgres.server.ServerSetting;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.backup.BackupRecord;
import dev.ballast.protect.backup.SourceFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A server on a restored data directory: it replays the write-ahead log up to a record, stops
/// there, and can then be asked, moved on or promoted. For one thread at a time.
///
/// It takes nothing from the source's own configuration: it archives nothing, follows nobody, and
/// loads only libraries that are there. It listens on no network, only on a Unix-domain socket in a
/// folder that nobody but its user may enter: a copy of production is as secret as production.
public final class RecoveringServer implements AutoCloseable {
  private static final String AUTO_CONF = "postgresql.auto.conf";
  private static final Duration POLL = Duration.ofMillis(10);
  /// A check of the copy's largest relation may take as long as this.
  private static final Duration LONGEST_STATEMENT = Duration.ofHours(12);

  private static final Duration END_GRACE = Duration.ofSeconds(10);
  private static final Duration STOP_TIMEOUT = Duration.ofMinutes(10);
  private static final String TIMEOUT_HINT = "Raise --recovery-timeout.";

  private final BackupRecord record;
  private final Installation installation;
  private final Path dataDirectory;
  private final Path workDirectory;
  private final Duration timeout;
  private final Clock clock;
  private Optional<PostgresServer> server = Optional.empty();

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
    this.timeout = timeout;
    this.clock = clock;
  }

  /// Where the copy lies.
  ///
  /// @param dataDirectory the restored cluster
  /// @param workDirectory takes configuration and log, outside the cluster so that it stays as it
  ///     was backed up
  public record Location(Path dataDirectory, Path workDirectory) {}

  /// Throws `extension-library-missing`, naming each, when the server cannot load a library that
  /// the databases' functions refer to.
  public static void requireLibraries(BackupRecord record, Installation installation) {
    List<String> missing =
        record.source().libraries().stream().filter(l -> !installation.hasLibrary(l)).toList();
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

  /// Starts the server and replays up to the target; returns when replay has stopped there and the
  /// position was seen to be exactly the target's end.
  ///
  /// Throws `recovery-failed` when the log ends before the target, when the position is another
  /// one, or when the server gives up.
  public void recoverTo(RecoveryTarget target) {
    stop();
    try {
      // A standby's backup brings its signal along; it would wait for more log for ever.
      Files.deleteIfExists(dataDirectory.resolve("standby.signal"));
      Files.writeString(dataDirectory.resolve("recovery.signal"), "");
      PostgresServer.own(dataDirectory.resolve("recovery.signal"));
      launch(recoverySettings(target));
    } catch (IOException e) {
      throw RestoreFaults.writing(dataDirectory, e);
    } catch (Fault e) {
      throw e.code() == PostgresError.SERVER_START_FAILED ? recoveryFailed(e) : e;
    }
    awaitPaused(target);
    Lsn reached = replayed();
    if (!reached.equals(target.end())) {
      throw Fault.of(ProtectError.RECOVERY_FAILED, "recovery stopped at another LSN than asked")
          .detail("asked for " + target.end() + ", replay stands at " + reached);
    }
  }

  private Fault recoveryFailed(Fault start) {
    requireRoomWasLeft(start.detail().orElse(""));
    return Fault.of(ProtectError.RECOVERY_FAILED, "restored server did not recover")
        .detail(start.detail().orElse(start.getMessage()))
        .cause(start);
  }

  /// Why the server let go of a session: it may have ended, or be about to.
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
                new PostgresServer.Launch(
                    installation,
                    dataDirectory,
                    log(),
                    settings,
                    Optional.of(workDirectory),
                    timeout),
                clock));
  }

  /// The source's own files name paths, ports and archives of the source; none of them is read.
  private void writeConfiguration() {
    try {
      Files.setPosixFilePermissions(workDirectory, PosixFilePermissions.fromString("rwx------"));
      PostgresServer.own(workDirectory);
      Files.writeString(workDirectory.resolve("postgresql.conf"), "");
      Files.writeString(
          workDirectory.resolve("pg_hba.conf"),
          "local all \"%s\" trust%n".formatted(record.source().superuser().replace("\"", "\"\"")));
      Files.writeString(workDirectory.resolve("pg_ident.conf"), "");
      if (!Files.exists(log())) {
        Files.createFile(log());
      }
      for (String name : List.of("postgresql.conf", "pg_hba.conf", "pg_ident.conf")) {
        PostgresServer.own(workDirectory.resolve(name));
      }
      setAside();
    } catch (IOException e) {
      throw RestoreFaults.writing(dataDirectory, e);
    }
  }

  /// What ALTER SYSTEM left behind lies in the data directory and would be read even so.
  private void setAside() throws IOException {
    Path theirs = dataDirectory.resolve(AUTO_CONF);
    if (Files.exists(theirs) && !Files.exists(workDirectory.resolve(AUTO_CONF))) {
      Files.move(theirs, workDirectory.resolve(AUTO_CONF));
    }
  }

  /// Puts the source's ALTER SYSTEM settings back where the next start will read them.
  private void putBack() {
    try {
      Path theirs = workDirectory.resolve(AUTO_CONF);
      if (Files.exists(theirs)) {
        Files.move(theirs, dataDirectory.resolve(AUTO_CONF), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw RestoreFaults.writing(dataDirectory, e);
    }
  }

  private List<ServerSetting> baseSettings() {
    List<ServerSetting> settings = new ArrayList<>();
    settings.add(setting("config_file", workDirectory.resolve("postgresql.conf").toString()));
    settings.add(setting("hba_file", workDirectory.resolve("pg_hba.conf").toString()));
    settings.add(setting("ident_file", workDirectory.resolve("pg_ident.conf").toString()));
    for (SourceFacts.Parameter parameter : record.source().recoverySettings()) {
      settings.add(setting(parameter.name(), parameter.value()));
    }
    // A copy that archived would write a rival timeline into the source's archive.
    settings.add(setting("archive_mode", "off"));
    settings.add(setting("hot_standby", "on"));
    settings.add(setting("autovacuum", "off"));
    settings.add(setting("max_wal_size", "16GB"));
    settings.add(setting("checkpoint_timeout", "1h"));
    settings.add(setting("shared_buffers", "256MB"));
    settings.add(setting("max_standby_streaming_delay", "-1"));
    settings.add(setting("max_standby_archive_delay", "-1"));
    settings.add(setting("shared_preload_libraries", String.join(",", preloadable())));
    return settings;
  }

  private List<String> preloadable() {
    return record.source().preloadLibraries().stream().filter(installation::hasLibrary).toList();
  }

  private List<ServerSetting> recoverySettings(RecoveryTarget target) {
    List<ServerSetting> settings = new ArrayList<>(baseSettings());
    // All segments lie in pg_wal already; recovery insists on a command all the same, and takes
    // its failure for "not in the archive".
    settings.add(setting("restore_command", "false"));
    settings.add(setting("recovery_target_timeline", record.timeline().toString()));
    settings.add(setting("recovery_target_lsn", target.lastRecord().toString()));
    settings.add(setting("recovery_target_inclusive", "on"));
    settings.add(setting("recovery_target_action", "pause"));
    return settings;
  }

  private static ServerSetting setting(String name, String value) {
    return new ServerSetting(name, value);
  }

  private void awaitPaused(RecoveryTarget target) {
    long start = clock.nanoTime();
    try (Session session = session(maintenanceDatabase())) {
      while (clock.since(start).compareTo(timeout) < 0) {
        if (session.text("SELECT pg_get_wal_replay_pause_state()").equals("paused")) {
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
      return session.one("SELECT pg_last_wal_replay_lsn() AS lsn", row -> row.lsn("lsn"));
    }
  }

  /// Ends recovery where it stands; the copy is then a server of its own, on a new timeline.
  public void promote() {
    SessionOptions options =
        SessionOptions.of("ballast proof").withStatementTimeout(timeout.plus(STOP_TIMEOUT));
    try (Session session = Session.open(settings(maintenanceDatabase()), options)) {
      String promoted = session.text("SELECT pg_promote(true, ?)", (int) timeout.toSeconds());
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

  public Session session(String database) {
    return Session.open(
        settings(database),
        SessionOptions.of("ballast proof").withStatementTimeout(LONGEST_STATEMENT));
  }

  /// How to reach the copy, as the superuser of the source.
  public ConnectionSettings settings(String database) {
    return new ConnectionSettings(
        workDirectory.toString(),
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

  /// Lets go of the server without ending it, and tells how to reach it.
  ConnectionSettings leaveRunning() {
    ConnectionSettings settings = settings(maintenanceDatabase());
    putBack();
    server = Optional.empty();
    return settings;
  }

  public Installation installation() {
    return installation;
  }

  public Path dataDirectory() {
    return dataDirectory;
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
