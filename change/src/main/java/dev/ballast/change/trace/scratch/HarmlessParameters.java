package dev.ballast.change.trace.scratch;

import dev.ballast.postgres.jdbc.Session;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// The parameters that a migration may set although PostgreSQL reserves them to superusers: they
/// name no file, no program and no library, and weaken no check of the server.
final class HarmlessParameters {
  /// Reserved as session parameters.
  private static final Set<String> OF_SESSIONS =
      Set.of(
          "session_replication_role",
          "deadlock_timeout",
          "log_duration",
          "log_lock_waits",
          "log_min_duration_statement",
          "log_min_error_statement",
          "log_min_messages",
          "log_statement",
          "log_statement_stats",
          "log_temp_files",
          "temp_file_limit",
          "track_functions",
          "track_io_timing");

  /// Reserved in `ALTER SYSTEM` only, which on a server that never reads its configuration again
  /// changes nothing.
  private static final Set<String> OF_THE_SYSTEM =
      Set.of(
          "autovacuum",
          "autovacuum_max_workers",
          "autovacuum_naptime",
          "autovacuum_vacuum_cost_delay",
          "autovacuum_vacuum_cost_limit",
          "autovacuum_vacuum_scale_factor",
          "autovacuum_analyze_scale_factor",
          "checkpoint_completion_target",
          "checkpoint_timeout",
          "default_statistics_target",
          "effective_cache_size",
          "effective_io_concurrency",
          "hot_standby_feedback",
          "idle_in_transaction_session_timeout",
          "lock_timeout",
          "log_autovacuum_min_duration",
          "log_checkpoints",
          "log_connections",
          "log_disconnections",
          "maintenance_work_mem",
          "max_connections",
          "max_locks_per_transaction",
          "max_parallel_workers",
          "max_parallel_workers_per_gather",
          "max_replication_slots",
          "max_slot_wal_keep_size",
          "max_wal_senders",
          "max_wal_size",
          "max_worker_processes",
          "min_wal_size",
          "random_page_cost",
          "seq_page_cost",
          "shared_buffers",
          "statement_timeout",
          "wal_buffers",
          "wal_compression",
          "wal_keep_size",
          "wal_level",
          "work_mem");

  private HarmlessParameters() {}

  static boolean ofSession(String name) {
    return OF_SESSIONS.contains(name.toLowerCase(Locale.ROOT));
  }

  static boolean ofSystem(String name) {
    return ofSession(name) || OF_THE_SYSTEM.contains(name.toLowerCase(Locale.ROOT));
  }

  /// Those that this server has.
  static List<String> known(Session session) {
    Set<String> all = new TreeSet<>(OF_SESSIONS);
    all.addAll(OF_THE_SYSTEM);
    return session
        .query("SELECT name FROM pg_catalog.pg_settings", row -> row.text("name"))
        .stream()
        .filter(all::contains)
        .toList();
  }
}
