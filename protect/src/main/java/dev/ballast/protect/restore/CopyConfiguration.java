package dev.ballast.protect.restore;

import dev.ballast.postgres.page.ControlFile;
import dev.ballast.postgres.server.Installation;
import dev.ballast.postgres.server.ServerSetting;
import dev.ballast.protect.backup.BackupRecord;
import dev.ballast.protect.backup.SourceFacts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a server on a copy is started with, on its command line, where no file and no ALTER SYSTEM
/// outranks it.
final class CopyConfiguration {
  /// Libraries that watch statements, start no worker and connect to nothing. Others are left out,
  /// known or not: a scheduler would run its jobs, a replication library reach its peers.
  private static final Set<String> PRELOADABLE = Set.of("pg_stat_statements", "auto_explain");

  private static final int HAS_EVENT_TRIGGERS_SETTING = 17;
  private static final int HAS_ARCHIVE_LIBRARY = 15;

  /// Commands, connections and workers that a cluster of its own would have.
  private static final List<ServerSetting> NOTHING_LEAVES =
      List.of(
          setting("archive_mode", "off"),
          setting("archive_command", ""),
          setting("archive_cleanup_command", ""),
          setting("recovery_end_command", ""),
          setting("primary_conninfo", ""),
          setting("primary_slot_name", ""),
          setting("max_logical_replication_workers", "0"),
          setting("session_preload_libraries", ""),
          setting("local_preload_libraries", ""),
          setting("dynamic_library_path", "$libdir"),
          setting("ssl", "off"),
          setting("ssl_passphrase_command", ""),
          setting("krb_server_keyfile", ""),
          setting("allow_system_table_mods", "off"),
          setting("bonjour", "off"),
          setting("jit", "off"));

  private static final List<ServerSetting> ITS_WORK =
      List.of(
          setting("hot_standby", "on"),
          setting("autovacuum", "off"),
          // Off is not off: a table near wraparound is vacuumed anyway.
          setting("autovacuum_freeze_max_age", "2000000000"),
          setting("autovacuum_multixact_freeze_max_age", "2000000000"),
          // Recovery would open and flush each file by itself, minutes for tens of thousands of
          // them.
          setting("recovery_init_sync_method", "syncfs"),
          setting("checkpoint_timeout", "1h"),
          setting("shared_buffers", "256MB"),
          setting("huge_pages", "off"),
          setting("max_standby_streaming_delay", "-1"),
          setting("max_standby_archive_delay", "-1"));

  /// Above both defaults of the server, and as much as recovery of a copy has use for.
  private static final int MIN_WAL_MEGABYTES = 80;

  private static final int MAX_WAL_MEGABYTES = 16 << 10;

  /// Sessions and locks that the checks of a copy may need, whatever its source gets by with.
  private static final int FOR_CHECKS = 100;

  private static final int LOCKS_FOR_CHECKS = 64;

  /// Standbys of a copy that show how far they lag behind.
  private static final int FOR_STANDBYS = 4;

  private final BackupRecord.Origin origin;
  private final ControlFile control;
  private final Installation installation;
  private final Path workDirectory;

  private CopyConfiguration(
      BackupRecord.Origin origin,
      ControlFile control,
      Installation installation,
      Path workDirectory) {
    this.origin = origin;
    this.control = control;
    this.installation = installation;
    this.workDirectory = workDirectory;
  }

  /// @param control of the copy, by which its server measures these settings
  /// @param workDirectory holds the configuration files that stand for the source's own
  static CopyConfiguration of(
      BackupRecord.Origin origin,
      ControlFile control,
      Installation installation,
      Path workDirectory) {
    return new CopyConfiguration(origin, control, installation, workDirectory);
  }

  /// The same with log that comes out of a window, which the server is to remove soon after it was
  /// replayed.
  ///
  /// @param bytes after which it begins to
  List<ServerSetting> recoveringTo(RecoveryTarget target, long bytes) {
    List<ServerSetting> settings = new ArrayList<>(recoveringTo(target));
    int megabytes = (int) (Math.max(2L * control.layout().walSegmentSize(), bytes) >> 20);
    settings.add(setting("restore_command", LogWindow.COMMAND));
    settings.add(setting("min_wal_size", 2 * (control.layout().walSegmentSize() >> 20) + "MB"));
    settings.add(setting("max_wal_size", megabytes + "MB"));
    settings.add(setting("checkpoint_completion_target", "0"));
    // Old segments would get the names of those to come.
    settings.add(setting("wal_recycle", "off"));
    return settings;
  }

  List<ServerSetting> recoveringTo(RecoveryTarget target) {
    List<ServerSetting> settings = new ArrayList<>(files());
    settings.addAll(walSizes());
    settings.addAll(ITS_WORK);
    settings.addAll(nothingLeaves());
    // All segments are in pg_wal already; recovery insists on a command anyway, and takes
    // its failure for "not in the archive".
    settings.add(setting("restore_command", "false"));
    settings.add(setting("recovery_target_timeline", target.timeline().toString()));
    settings.add(setting("recovery_target_lsn", target.lastRecord().toString()));
    settings.add(setting("recovery_target_inclusive", "on"));
    settings.add(setting("recovery_target_action", "pause"));
    return settings;
  }

  /// For a copy that was promoted and is put to use.
  ///
  /// @param use how its server works; nothing in it outranks what keeps the copy from acting
  List<ServerSetting> running(List<ServerSetting> use) {
    List<ServerSetting> settings = new ArrayList<>(files());
    settings.addAll(walSizes());
    settings.addAll(use);
    settings.addAll(nothingLeaves());
    return settings;
  }

  private List<ServerSetting> files() {
    List<ServerSetting> settings = new ArrayList<>();
    settings.add(setting("config_file", workDirectory.resolve("postgresql.conf").toString()));
    settings.add(setting("hba_file", workDirectory.resolve("pg_hba.conf").toString()));
    settings.add(setting("ident_file", workDirectory.resolve("pg_ident.conf").toString()));
    settings.addAll(limits());
    return settings;
  }

  private List<ServerSetting> nothingLeaves() {
    List<ServerSetting> settings = new ArrayList<>(NOTHING_LEAVES);
    if (origin.source().version().major() >= HAS_ARCHIVE_LIBRARY) {
      settings.add(setting("archive_library", ""));
    }
    if (origin.source().version().major() >= HAS_EVENT_TRIGGERS_SETTING) {
      settings.add(setting("event_triggers", "off"));
      settings.add(setting("sync_replication_slots", "off"));
    }
    settings.add(setting("shared_preload_libraries", String.join(",", preloaded())));
    return settings;
  }

  /// The greater of what the source ran with when it was backed up and of what it had written to
  /// `pg_control`, which recovery checks: a standby may run with more than its primary, and a
  /// primary that was restarted with less has the older record still.
  private List<ServerSetting> limits() {
    ControlFile.Limits written = control.limits();
    Map<String, Integer> least = new LinkedHashMap<>();
    least.put("max_connections", Math.max(FOR_CHECKS, written.maxConnections()));
    least.put("max_worker_processes", written.maxWorkerProcesses());
    least.put("max_wal_senders", Math.max(FOR_STANDBYS, written.maxWalSenders()));
    least.put("max_prepared_transactions", written.maxPreparedTransactions());
    least.put(
        "max_locks_per_transaction", Math.max(LOCKS_FOR_CHECKS, written.maxLocksPerTransaction()));
    for (SourceFacts.Parameter parameter : origin.source().recoverySettings()) {
      least.merge(parameter.name(), Integer.valueOf(parameter.value()), Math::max);
    }
    List<ServerSetting> settings = new ArrayList<>();
    least.forEach((name, value) -> settings.add(setting(name, Integer.toString(value))));
    // Off, the times of commits would be removed from the copy when it is promoted.
    settings.add(setting("track_commit_timestamp", written.trackCommitTimestamp() ? "on" : "off"));
    return settings;
  }

  /// The server insists on room for two segments, and its default is below that for large ones.
  private List<ServerSetting> walSizes() {
    int two = 2 * (control.layout().walSegmentSize() >> 20);
    return List.of(
        setting("min_wal_size", Math.max(MIN_WAL_MEGABYTES, two) + "MB"),
        setting("max_wal_size", Math.max(MAX_WAL_MEGABYTES, two) + "MB"));
  }

  private List<String> preloaded() {
    return origin.source().preloadLibraries().stream()
        .filter(l -> PRELOADABLE.contains(l) && installation.hasLibrary(l))
        .toList();
  }

  /// What the source preloads and a copy does not.
  static List<String> leftOut(BackupRecord.Origin origin) {
    return origin.source().preloadLibraries().stream()
        .filter(l -> !PRELOADABLE.contains(l))
        .toList();
  }

  private static ServerSetting setting(String name, String value) {
    return new ServerSetting(name, value);
  }
}
