package dev.ballast.protect.restore;

import dev.ballast.postgres.server.Installation;
import dev.ballast.postgres.server.ServerSetting;
import dev.ballast.protect.backup.BackupRecord;
import dev.ballast.protect.backup.SourceFacts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What a server on a copy is started with, on its command line, where no file and no ALTER SYSTEM
/// outranks it. The same while it recovers and after its promotion.
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
          setting("max_wal_size", "16GB"),
          setting("checkpoint_timeout", "1h"),
          setting("shared_buffers", "256MB"),
          setting("max_standby_streaming_delay", "-1"),
          setting("max_standby_archive_delay", "-1"));

  private final BackupRecord record;
  private final Installation installation;
  private final Path workDirectory;

  private CopyConfiguration(BackupRecord record, Installation installation, Path workDirectory) {
    this.record = record;
    this.installation = installation;
    this.workDirectory = workDirectory;
  }

  /// @param workDirectory holds the configuration files that stand for the source's own
  static CopyConfiguration of(BackupRecord record, Installation installation, Path workDirectory) {
    return new CopyConfiguration(record, installation, workDirectory);
  }

  List<ServerSetting> recoveringTo(RecoveryTarget target) {
    List<ServerSetting> settings = new ArrayList<>();
    settings.add(setting("config_file", workDirectory.resolve("postgresql.conf").toString()));
    settings.add(setting("hba_file", workDirectory.resolve("pg_hba.conf").toString()));
    settings.add(setting("ident_file", workDirectory.resolve("pg_ident.conf").toString()));
    for (SourceFacts.Parameter parameter : record.source().recoverySettings()) {
      settings.add(setting(parameter.name(), parameter.value()));
    }
    settings.addAll(ITS_WORK);
    settings.addAll(NOTHING_LEAVES);
    if (record.version().major() >= HAS_ARCHIVE_LIBRARY) {
      settings.add(setting("archive_library", ""));
    }
    if (record.version().major() >= HAS_EVENT_TRIGGERS_SETTING) {
      settings.add(setting("event_triggers", "off"));
      settings.add(setting("sync_replication_slots", "off"));
    }
    settings.add(setting("shared_preload_libraries", String.join(",", preloaded())));
    // All segments are in pg_wal already; recovery insists on a command anyway, and takes
    // its failure for "not in the archive".
    settings.add(setting("restore_command", "false"));
    settings.add(setting("recovery_target_timeline", record.span().timeline().toString()));
    settings.add(setting("recovery_target_lsn", target.lastRecord().toString()));
    settings.add(setting("recovery_target_inclusive", "on"));
    settings.add(setting("recovery_target_action", "pause"));
    return settings;
  }

  private List<String> preloaded() {
    return record.source().preloadLibraries().stream()
        .filter(l -> PRELOADABLE.contains(l) && installation.hasLibrary(l))
        .toList();
  }

  /// What the source preloads and a copy does not.
  static List<String> leftOut(BackupRecord record) {
    return record.source().preloadLibraries().stream()
        .filter(l -> !PRELOADABLE.contains(l))
        .toList();
  }

  private static ServerSetting setting(String name, String value) {
    return new ServerSetting(name, value);
  }
}
