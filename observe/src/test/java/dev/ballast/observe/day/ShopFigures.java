package dev.ballast.observe.day;

import java.time.Duration;

/// Brings the figures of the shop's server to what a working day makes of them. For one thread.
final class ShopFigures {
  private static final double MB = 1 << 20;
  private static final double GB = 1 << 30;
  private static final String SHOP = "shop";
  private static final double RESET = Workday.STARTED.getEpochSecond();
  /// The first statement's number.
  static final int FIRST = 100;

  private static final int STATEMENTS = 40;
  private static final int TABLES = 24;

  /// Statements that the deployment replaces by new ones.
  private static final int REPLACED_FROM = 20;

  private static final int REPLACED_TO = 23;

  private final Workday day;
  private final Shop shop = new Shop();
  private double lsn = 900 * GB;
  private double sinceCheckpoint;

  ShopFigures(Workday day) {
    this.day = day;
  }

  Shop shop() {
    return shop;
  }

  /// What is learned from.
  void advanceFew(Duration step) {
    double seconds = step.toSeconds();
    double commits = day.traffic() * seconds * day.noise(0.02);
    lsn += day.log() * seconds * day.noise(0.05);
    statements(seconds);
    database(commits, seconds);
    shop.row("wal").is("reset_timestamp_seconds", RESET).is("bytes", lsn);
    instance();
    replication();
  }

  /// All that there is.
  void advance(Duration step) {
    advanceFew(step);
    double seconds = step.toSeconds();
    log(seconds);
    checkpoints(seconds);
    activity();
    sessions();
    slots();
    vacuums();
    io(seconds);
    tables(seconds);
    host(seconds);
    rest();
  }

  private static double weight(int statement) {
    return 1.0 / (1 + statement % 20);
  }

  private void statements(double seconds) {
    for (int i = 0; i < STATEMENTS; i++) {
      boolean replaced = i >= REPLACED_FROM && i < REPLACED_TO && day.isDeployed();
      int id = replaced ? 1_000 + i : FIRST + i;
      double rate = day.traffic() * weight(i) * 0.8 * day.moreCalls(i);
      double calls = Math.rint(rate * seconds * day.noise(0.05));
      double mean = (0.0008 + 0.0004 * (i % 7)) * day.load() * day.slower(i);
      statement(id, calls, mean * day.noise(0.06), 300);
    }
    if (day.isBatch()) {
      statement(900, day.some(seconds / 10), 1.4 * day.noise(0.1), 40_000);
      statement(901, day.some(seconds / 5), 0.6 * day.noise(0.1), 20_000);
    } else {
      statement(900, 0, 0, 0);
      statement(901, 0, 0, 0);
    }
    shop.row("statement", "database", "", "queryid", "other")
        .is("reset_timestamp_seconds", RESET)
        .more("calls", day.traffic() * seconds)
        .more("execution_seconds", 0.001 * day.traffic() * seconds);
    shop.row("statement_counting")
        .is("reset_timestamp_seconds", RESET)
        .is("evictions", 12)
        .is("statements_max", 5_000);
  }

  private void statement(int id, double calls, double mean, double log) {
    shop.row("statement", "database", SHOP, "queryid", Integer.toString(id))
        .is("reset_timestamp_seconds", RESET)
        .more("calls", calls)
        .more("execution_seconds", calls * mean)
        .more("planning_seconds", calls * mean / 20)
        .more("rows", calls * 4)
        .more("blocks_hit", calls * 30)
        .more("blocks_read", calls * 0.2)
        .more("blocks_written", 0)
        .more("temporary_blocks_read", 0)
        .more("temporary_blocks_written", 0)
        .more("block_read_seconds", calls * mean / 50)
        .more("wal_bytes", calls * log);
  }

  private void database(double commits, double seconds) {
    // A pool recycles a connection now and then; a deployment opens all of them again.
    double opened = day.some(0.05 * seconds) + (day.isRollout() ? 2 * seconds : 0);
    boolean nightly = day.isBatch() && day.some(seconds / 300) > 0;
    shop.row("database", "database", SHOP)
        .is("reset_timestamp_seconds", RESET)
        .is("backends", day.connections())
        .is("frozen_xid_age_transactions", 120e6 + (lsn - 900 * GB) / 30_000)
        .is("min_multixact_age", 4e6)
        .more("commits", commits)
        .more("rollbacks", commits * 0.01 * day.noise(0.2))
        .more("rows_returned", commits * 60)
        .more("rows_fetched", commits * 30)
        .more("rows_inserted", commits * 1.2)
        .more("rows_updated", commits * 0.8)
        .more("rows_deleted", commits * 0.05)
        .more("active_seconds", commits * 0.006)
        .more("idle_in_transaction_seconds", commits * 0.001)
        .more("sessions", opened)
        .more("blocks_read", commits * 2 * (day.isBackup() || day.isBatch() ? 4 : 1))
        .more("blocks_hit", commits * 200)
        .more("block_read_seconds", commits * 0.0004)
        .more("block_write_seconds", 0)
        .more("conflicts", 0)
        .more("temporary_files", nightly ? 4 : day.some(seconds / 1_800))
        .more("temporary_bytes", nightly ? 60 * MB : 0)
        .more("deadlocks", 0)
        .more("checksum_failures", 0)
        .more(
            "sessions_abandoned", day.some(seconds / 7_200) + (day.isRollout() ? day.some(0.3) : 0))
        .more("sessions_fatal", day.some(seconds / 20_000))
        .more("sessions_killed", 0);
    for (String quiet : new String[] {"", "postgres"}) {
      shop.row("database", "database", quiet)
          .is("reset_timestamp_seconds", RESET)
          .is("backends", quiet.isEmpty() ? 0 : 2)
          .more("commits", seconds / 5)
          .more("rollbacks", 0)
          .more("blocks_hit", seconds * 20)
          .more("blocks_read", 0)
          .more("sessions", 0)
          .more("temporary_bytes", 0)
          .more("deadlocks", 0)
          .more("checksum_failures", 0)
          .more("sessions_abandoned", 0)
          .more("sessions_fatal", 0)
          .more("sessions_killed", 0)
          .is("frozen_xid_age_transactions", 130e6)
          .is("min_multixact_age", 4e6);
    }
  }

  private void instance() {
    double transaction = day.isBatch() ? 20 + 200 * Math.abs(Math.sin(day.second() / 400)) : 2;
    shop.row("instance")
        .is("start_timestamp_seconds", (double) Workday.STARTED.getEpochSecond())
        .is("clock_timestamp_seconds", (double) day.now().getEpochSecond())
        .is("in_recovery", 0)
        .is("wal_position_bytes", lsn)
        .is("connections", day.connections() + 4)
        .is("connections_max", 297)
        .is("oldest_transaction_seconds", Math.max(transaction, day.backupAge()))
        .is("xmin_age_transactions", 200 + day.backupAge() * 60)
        .is("autovacuum_workers", (int) (day.second() / 240) % 5 == 0 ? 1 + day.some(0.4) : 0)
        .is("autovacuum_workers_max", 3);
  }

  private void replication() {
    double lag = day.lag();
    shop.clear("replication");
    receiver("standby", "10.0.0.2", "streaming", lag);
    receiver("ballast", "10.0.0.9", "streaming", lag / 3);
    if (day.isBackup()) {
      shop.row(
              "replication",
              "standby",
              "ballast backup",
              "address",
              "10.0.0.9",
              "state",
              "backup",
              "sync",
              "async")
          .is("receivers", 1);
    }
  }

  private void receiver(String name, String address, String state, double lag) {
    shop.row("replication", "standby", name, "address", address, "state", state, "sync", "async")
        .is("receivers", 1)
        .is("sent_lag_bytes", day.log() * lag / 4)
        .is("flush_lag_bytes", day.log() * lag / 2)
        .is("replay_lag_bytes", day.log() * lag)
        .is("flush_lag_seconds", lag / 2)
        .is("replay_lag_seconds", lag);
  }

  private void log(double seconds) {
    double bytes = day.log() * seconds;
    shop.row("wal")
        .more("records", bytes / 120)
        .more("full_page_images", bytes / 20_000)
        .more("buffers_full", day.isBatch() ? day.some(seconds / 20) : 0)
        .more("writes", bytes / 30_000)
        .more("syncs", bytes / 40_000)
        .more("write_seconds", seconds * 0.002)
        .more("sync_seconds", seconds * 0.01);
    shop.row("wal_files")
        .is("files", 200 + Math.rint(40 * Math.sin(day.second() / 600)))
        .is("bytes", 3.4 * GB + 0.5 * GB * Math.sin(day.second() / 600))
        .is("max_wal_size_bytes", 8 * GB)
        .is("archive_waiting", day.isBatch() ? day.some(1) : 0);
    shop.row("archiver")
        .is("reset_timestamp_seconds", RESET)
        .more("archived", bytes / (16 * MB))
        .more("failed", 0)
        .is("last_archived_timestamp_seconds", (double) day.now().getEpochSecond() - 20)
        .is("waiting_segments", day.isBatch() ? day.some(1) : 0);
    shop.row("recovery_point")
        .is("age_seconds", 1 + day.lag())
        .is("lag_bytes", day.log())
        .is("durable_bytes", lsn - day.log())
        .is("synchronous", 0);
  }

  /// One in 5 minutes is due to time; a backup requests one.
  private void checkpoints(double seconds) {
    sinceCheckpoint += seconds;
    boolean due = sinceCheckpoint >= 300;
    boolean requested = day.isBackup() && day.backupAge() <= seconds;
    sinceCheckpoint = due ? 0 : sinceCheckpoint;
    shop.row("checkpoint")
        .is("reset_timestamp_seconds", RESET)
        .more("timed", due ? 1 : 0)
        .more("requested", requested ? 1 : 0)
        .more("write_seconds", due ? 260 : 0)
        .more("sync_seconds", due ? 0.4 * day.noise(0.5) : 0)
        .more("buffers_written", due ? 9_000 * day.noise(0.2) : 0);
    shop.row("bgwriter")
        .is("reset_timestamp_seconds", RESET)
        .more("buffers_cleaned", 20 * seconds)
        .more("stopped_early", 0)
        .more("buffers_allocated", 90 * seconds);
  }

  private void activity() {
    shop.clear("activity");
    double open = day.connections();
    double active = 1 + Math.rint(open * 0.08);
    shop.row("activity", "database", SHOP, "state", "active", "wait_class", "")
        .is("backends", active)
        .is("longest_seconds", day.isBatch() ? 60 : 0.4);
    shop.row("activity", "database", SHOP, "state", "idle", "wait_class", "Client")
        .is("backends", open - active)
        .is("longest_seconds", 0);
    shop.row("activity", "database", SHOP, "state", "idle in transaction", "wait_class", "Client")
        .is("backends", 1)
        .is("longest_seconds", 0.3);
    shop.clear("lock");
    // A statement waits a moment for a row now and then.
    if (day.some(0.03) > 0) {
      shop.row("lock", "database", SHOP, "mode", "ShareLock", "locktype", "transactionid")
          .is("waiting_sessions", 1)
          .is("longest_wait_seconds", 0.5 * day.noise(0.5));
    }
    shop.row("connection_limit", "kind", "server", "name", "").is("used", open + 4).is("most", 297);
    shop.row("connection_limit", "kind", "role", "name", "app").is("used", open).is("most", 250);
  }

  private void sessions() {
    shop.clear("session");
    for (int i = 0; i < 6; i++) {
      session(1_000 + i, "web", "active", 0.05 * i, 0.1 * i, 40.0 * i);
    }
    if (day.isBatch()) {
      session(2_000, "nightly", "active", 2, 120, 8_000);
    }
    shop.clear("holder");
    shop.row("xmin_holder", "holder", "backend")
        .is("age_transactions", day.isBatch() ? 8_000 : 240)
        .is("holders", 3);
    shop.row("xmin_holder", "holder", "standby").is("age_transactions", 300).is("holders", 1);
    shop.row("holder", "kind", "standby", "name", "standby", "database", "", "owner", "replicator")
        .is("age_transactions", 300);
  }

  private void session(
      int pid, String application, String state, double statement, double open, double xmin) {
    shop.row(
            "session",
            "pid",
            Integer.toString(pid),
            "database",
            SHOP,
            "user",
            "app",
            "application",
            application,
            "address",
            "10.0.1.7",
            "backend",
            "client backend",
            "state",
            state,
            "wait",
            "",
            "queryid",
            "101")
        .is("statement_seconds", statement)
        .is("transaction_seconds", open)
        .is("xmin_age_transactions", xmin)
        .is("maintenance", 0);
  }

  private void slots() {
    for (String name : new String[] {"standby", "ballast"}) {
      shop.row("slot", "slot", name, "type", "physical", "database", "")
          .is("active", 1)
          .is("retained_bytes", 16 * MB + day.log() * day.lag())
          .is("safe_bytes", 40 * GB)
          .is("lost", 0)
          .is("xmin_age_transactions", 300);
    }
  }

  private void vacuums() {
    shop.clear("vacuum");
    boolean running = (int) (day.second() / 240) % 5 == 0;
    if (running) {
      shop.row("vacuum", "database", SHOP, "relation", "16400", "phase", "scanning heap")
          .is("running", 1)
          .is("heap_blocks", 90_000)
          .is("heap_blocks_scanned", 90_000 * (day.second() % 240) / 240)
          .is("index_passes", 0)
          .is("oldest_seconds", day.second() % 240);
    }
    shop.clear("progress");
    if (day.isBackup()) {
      shop.row("progress", "command", "basebackup", "phase", "streaming", "database", "")
          .is("running", 1)
          .is("least_done_ratio", Math.min(1, day.backupAge() / 2_400));
    }
  }

  private void io(double seconds) {
    io("client backend", "normal", 40 * seconds, 0.3 * seconds);
    io("checkpointer", "normal", 0, 40 * seconds);
    io("autovacuum worker", "vacuum", 30 * seconds, 5 * seconds);
    io("background writer", "normal", 0, 20 * seconds);
    io("walsender", "normal", day.isBackup() ? 4_000 * seconds : 0, 0);
    shop.row("slru", "cache", "transaction")
        .is("reset_timestamp_seconds", RESET)
        .more("blocks_hit", 400 * seconds)
        .more("blocks_read", 0.1 * seconds)
        .more("blocks_written", 0.1 * seconds);
  }

  private void io(String backend, String context, double reads, double writes) {
    shop.row("io", "backend", backend, "object", "relation", "context", context)
        .is("reset_timestamp_seconds", RESET)
        .more("reads", reads)
        .more("read_bytes", reads * 8_192)
        .more("read_seconds", reads * 0.0002)
        .more("writes", writes)
        .more("written_bytes", writes * 8_192)
        .more("write_seconds", writes * 0.0001)
        .more("extends", 0)
        .more("hits", reads * 100)
        .more("evictions", reads)
        .more("fsyncs", 0)
        .more("fsync_seconds", 0);
  }

  private void tables(double seconds) {
    double now = day.now().getEpochSecond();
    for (int i = 0; i < TABLES; i++) {
      double rows = 200_000.0 * (1 + i);
      double vacuumed = 3_600 + 900 * i;
      double cycle = (now + 400 * i) % vacuumed;
      shop.row("table", "database", SHOP, "schema", "public", "table", "t" + i)
          .is("bytes", rows * 220)
          .is("rows_live", rows)
          .is("rows_dead", rows * 0.2 * cycle / vacuumed)
          .is("rows_changed_since_analyze", rows * 0.1 * cycle / vacuumed)
          .more("sequential_scans", day.some(seconds / 600))
          .more("rows_by_sequential_scan", 0)
          .more("index_scans", day.traffic() * seconds / TABLES)
          .more("rows_inserted", day.traffic() * seconds / TABLES)
          .more("rows_updated", day.traffic() * seconds / TABLES)
          .more("rows_updated_hot", day.traffic() * seconds / TABLES / 2)
          .more("rows_deleted", 0)
          .more("vacuums", cycle < seconds ? 1 : 0)
          .more("analyzes", cycle < seconds ? 1 : 0)
          .is("last_vacuum_timestamp_seconds", now - cycle)
          .is("last_analyze_timestamp_seconds", now - cycle)
          .is("frozen_xid_age_transactions", 100e6);
      shop.row(
              "index",
              "database",
              SHOP,
              "schema",
              "public",
              "table",
              "t" + i,
              "index",
              "t_pkey" + i)
          .is("bytes", rows * 30)
          .more("scans", day.traffic() * seconds / TABLES)
          .more("entries_read", day.traffic() * seconds / TABLES)
          .more("rows_fetched", day.traffic() * seconds / TABLES)
          .is("invalid", 0);
      shop.row("sequence", "database", SHOP, "schema", "public", "sequence", "s" + i)
          .is("used_ratio", 0.02 + 0.01 * i)
          .more("last_value", seconds);
      shop.row("key", "database", SHOP, "schema", "public", "table", "t" + i, "column", "id")
          .is("used_ratio", 0.02 + 0.01 * i)
          .more("last_value", seconds);
    }
  }

  private void host(double seconds) {
    double cpu = (0.12 + 0.4 * day.busy() + (day.isBackup() ? 0.12 : 0)) * day.noise(0.1);
    double used = Math.min(0.85, cpu + (day.isBatch() ? 0.2 : 0));
    double io = day.isBackup() ? 0.12 : day.isBatch() ? 0.08 : 0.02;
    shop.row("host")
        .is("processors", 8)
        .more("user_seconds", 8 * seconds * used * 0.8)
        .more("system_seconds", 8 * seconds * used * 0.2)
        .more("io_wait_seconds", 8 * seconds * io)
        .more("steal_seconds", 8 * seconds * 0.005)
        .more("idle_seconds", 8 * seconds * Math.max(0.01, 0.995 - used - io))
        .is("load", 8 * used + 1)
        .is("memory_bytes", 64 * GB)
        .is("memory_available_bytes", 40 * GB - 4 * GB * day.busy())
        .is("swap_bytes", 4 * GB)
        .is("swap_free_bytes", 4 * GB)
        .more("processor_pressure_seconds", seconds * 0.1 * used)
        .more("memory_pressure_seconds", 0)
        .more("memory_full_pressure_seconds", 0)
        .more("io_pressure_seconds", seconds * io)
        .more("io_full_pressure_seconds", seconds * io / 2);
    for (String place : new String[] {"data", "wal"}) {
      shop.row("host_disk", "place", place)
          .is("size_bytes", 800 * GB)
          .is("free_bytes", 380 * GB - (lsn - 900 * GB) / 200);
    }
  }

  private void rest() {
    shop.row("database_size", "database", SHOP).is("bytes", 160 * GB + (lsn - 900 * GB) / 200);
    shop.row("temporary", "tablespace", "pg_default")
        .is("files", day.isBatch() ? 4 : 0)
        .is("bytes", day.isBatch() ? 60 * MB : 0);
    shop.row("buffer_cache")
        .is("used", 2e6)
        .is("unused", 0)
        .is("dirty", 2e5)
        .is("pinned", 4)
        .is("usage_average", 3);
    shop.row("log", "class", "checkpoint").is("messages", day.second() / 300);
    shop.row("log", "class", "fatal").is("messages", day.second() / 20_000);
  }
}
