package dev.ballast.lab.clone;

import dev.ballast.postgres.server.ServerSetting;
import dev.ballast.protect.backup.BackupRecord;
import dev.ballast.protect.surroundings.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// How the server of a clone works. What decides plans and the work of a statement is as the source
/// had it; what measures the machine is as this machine allows.
final class CloneSettings {
  /// Parameters of the source that a clone takes over: costs, memory of a statement, parallel
  /// plans, vacuum and the defaults of sessions. None names a file, a program or another server.
  private static final Set<String> TAKEN =
      Set.of(
          "work_mem",
          "maintenance_work_mem",
          "hash_mem_multiplier",
          "autovacuum_work_mem",
          "temp_buffers",
          "seq_page_cost",
          "random_page_cost",
          "cpu_tuple_cost",
          "cpu_index_tuple_cost",
          "cpu_operator_cost",
          "parallel_setup_cost",
          "parallel_tuple_cost",
          "effective_cache_size",
          "effective_io_concurrency",
          "maintenance_io_concurrency",
          "default_statistics_target",
          "max_parallel_workers",
          "max_parallel_workers_per_gather",
          "max_parallel_maintenance_workers",
          "min_parallel_table_scan_size",
          "min_parallel_index_scan_size",
          "from_collapse_limit",
          "join_collapse_limit",
          "plan_cache_mode",
          "constraint_exclusion",
          "enable_partitionwise_join",
          "enable_partitionwise_aggregate",
          "enable_hashjoin",
          "enable_mergejoin",
          "enable_nestloop",
          "enable_seqscan",
          "enable_sort",
          "enable_bitmapscan",
          "enable_indexscan",
          "enable_indexonlyscan",
          "synchronous_commit",
          "full_page_writes",
          "wal_compression",
          "checkpoint_timeout",
          "checkpoint_completion_target",
          "deadlock_timeout",
          "lock_timeout",
          "statement_timeout",
          "idle_in_transaction_session_timeout",
          "default_transaction_isolation",
          "default_toast_compression",
          "autovacuum",
          "autovacuum_naptime",
          "autovacuum_vacuum_scale_factor",
          "autovacuum_vacuum_threshold",
          "autovacuum_vacuum_cost_delay",
          "autovacuum_vacuum_cost_limit",
          "vacuum_cost_delay",
          "vacuum_cost_limit",
          "TimeZone",
          "DateStyle",
          "IntervalStyle");

  private static final long MEGABYTE = 1 << 20;

  private CloneSettings() {}

  static List<ServerSetting> of(BackupRecord.Origin origin, CloneRecord record) {
    List<ServerSetting> settings = new ArrayList<>();
    settings.add(new ServerSetting("shared_buffers", sharedBuffers(record.bytes()) + "MB"));
    settings.add(new ServerSetting("huge_pages", "off"));
    settings.add(new ServerSetting("fsync", "on"));
    settings.add(new ServerSetting("wal_level", "replica"));
    settings.add(new ServerSetting("hot_standby", "on"));
    settings.add(new ServerSetting("log_lock_waits", "on"));
    settings.add(new ServerSetting("track_io_timing", "on"));
    settings.add(new ServerSetting("track_activity_query_size", "16kB"));
    origin
        .surroundings()
        .map(Surroundings::settings)
        .orElse(List.of())
        .forEach(
            setting -> {
              if (TAKEN.contains(setting.name())
                  || (setting.name().equals("wal_level") && setting.value().equals("logical"))) {
                settings.add(new ServerSetting(setting.name(), setting.value()));
              }
            });
    if (!record.hasRows()) {
      // ANALYZE would write of no rows what was read of many.
      settings.add(new ServerSetting("autovacuum", "off"));
    }
    return settings;
  }

  /// A quarter of what the clone has, within bounds: a clone that fits into memory as a whole would
  /// show nothing of reads.
  private static long sharedBuffers(long bytes) {
    return Math.clamp(bytes / 4 / MEGABYTE, 128, 2048);
  }
}
