package dev.ballast.observe.day;

import dev.ballast.observe.check.NodeCondition;
import dev.ballast.observe.check.Past;
import dev.ballast.observe.check.Protection;
import dev.ballast.observe.check.Surroundings;
import dev.ballast.store.inventory.Inventory;
import dev.ballast.store.inventory.Item;
import dev.ballast.store.sample.Labels;
import dev.ballast.targets.config.BackupTerms;
import dev.ballast.targets.config.LogDeclaration;
import dev.ballast.targets.config.ProofTerms;
import dev.ballast.targets.config.Target;
import dev.ballast.targets.config.WalDeclaration;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How the shop's server is set up, backed up and watched: as it should be.
final class ShopSetup {
  private static final double DAY_SECONDS = 86_400;
  private static final double GB = 1 << 30;

  private static final List<String> ON =
      List.of(
          "fsync",
          "full_page_writes",
          "synchronous_commit",
          "autovacuum",
          "track_counts",
          "track_io_timing",
          "log_lock_waits",
          "log_checkpoints",
          "data_checksums",
          "ssl",
          "enable_hashjoin",
          "enable_mergejoin",
          "enable_nestloop",
          "enable_seqscan",
          "enable_indexscan");

  private ShopSetup() {}

  static Target target() {
    Target url = Target.ofUrl("postgresql://watcher@10.0.0.1:5432/postgres");
    return new Target(
        Shop.TARGET,
        url.endpoint(),
        url.password(),
        Optional.of("main"),
        url.objectives(),
        List.of(),
        ProofTerms.DEFAULTS,
        Optional.of(
            new LogDeclaration(
                Path.of("/var/log/postgresql"), true, Optional.empty(), Optional.empty())),
        Optional.of(
            new WalDeclaration(
                Optional.empty(), Optional.empty(), Optional.empty(), List.of("away"), List.of())),
        BackupTerms.DEFAULTS);
  }

  static List<Inventory> inventories(Instant at) {
    return List.of(
        new Inventory(Shop.TARGET, "setting", at, settings()),
        new Inventory(Shop.TARGET, "role", at, roles()),
        new Inventory(
            Shop.TARGET,
            "extension",
            at,
            List.of(Item.of("pg_stat_statements").with("version", "1.12"))),
        new Inventory(
            Shop.TARGET,
            "server",
            at,
            List.of(
                Item.of("server")
                    .with("system_identifier", "7600000000000000001")
                    .with("version", "18.7")
                    .with("started_at", Workday.STARTED.toString())
                    .with("role", "primary"))));
  }

  private static List<Item> settings() {
    List<Item> all = new ArrayList<>();
    ON.forEach(name -> all.add(setting(name, "on", "")));
    all.add(setting("wal_level", "replica", ""));
    all.add(setting("password_encryption", "scram-sha-256", ""));
    all.add(setting("log_min_duration_statement", "1000", "ms"));
    all.add(setting("random_page_cost", "1.1", ""));
    all.add(setting("idle_in_transaction_session_timeout", "600000", "ms"));
    all.add(setting("listen_addresses", "*", ""));
    all.add(setting("shared_buffers", "2097152", "8kB"));
    all.add(setting("maintenance_work_mem", "1048576", "kB"));
    all.add(setting("work_mem", "16384", "kB"));
    all.add(setting("max_connections", "300", ""));
    all.add(setting("checkpoint_timeout", "300", "s"));
    all.add(setting("max_wal_size", "8192", "MB"));
    all.add(setting("max_slot_wal_keep_size", "65536", "MB"));
    all.add(setting("autovacuum_freeze_max_age", "200000000", ""));
    all.add(setting("autovacuum_multixact_freeze_max_age", "400000000", ""));
    all.add(setting("archive_mode", "on", ""));
    all.add(setting("archive_command", "ballast wal push %p", ""));
    all.add(setting("synchronous_standby_names", "", ""));
    all.add(setting("hot_standby_feedback", "on", ""));
    all.add(setting("wal_buffers", "8192", "8kB"));
    return all;
  }

  private static Item setting(String name, String value, String unit) {
    Item item = Item.of(name).with("value", value).with("source", "configuration file");
    return unit.isEmpty() ? item : item.with("unit", unit);
  }

  private static List<Item> roles() {
    List<Item> all = new ArrayList<>();
    for (String name : List.of("postgres", "app", "replicator", "watcher")) {
      all.add(
          Item.of("role " + name)
              .with("superuser", name.equals("postgres") ? "yes" : "no")
              .with("createrole", "no")
              .with("createdb", "no")
              .with("replication", name.equals("replicator") ? "yes" : "no")
              .with("bypassrls", "no")
              .with("login", name.equals("postgres") ? "no" : "yes")
              .with("inherit", "yes")
              .with("connection_limit", "250")
              .with("valid_until", "2026-12-31T00:00:00Z"));
    }
    return all;
  }

  /// Proved last night, received without pause, and a store that takes everything.
  static Surroundings surroundings(Instant now) {
    double proved = Duration.between(Workday.DAY.minus(Duration.ofHours(21)), now).toHours();
    Protection protection =
        new Protection(
            Optional.of("main"),
            List.of("away"),
            List.of(
                duty(Protection.Aim.PROOF_AGE, 36, proved % 24),
                duty(Protection.Aim.RECOVERY_POINT, 1, 0.001),
                duty(Protection.Aim.RECOVERY_TIME, 4, 1.2)),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            List.of());
    Past past =
        new Past(
            List.of(
                trend("host_disk", Labels.of("place", "data"), -0.5 * GB),
                trend("host_disk", Labels.of("place", "wal"), -0.5 * GB),
                trend("database_size", Labels.of("database", "shop"), 0.5 * GB)),
            List.of());
    NodeCondition node =
        new NodeCondition(
            Optional.empty(),
            new NodeCondition.Journal(0, 1_000_000, 0, 0, Optional.empty()),
            Optional.of(
                new NodeCondition.Certificate(now.plus(Duration.ofDays(60)), Optional.empty())),
            Duration.ZERO);
    return Surroundings.NONE.with(protection).with(past).with(node);
  }

  private static Protection.Duty duty(Protection.Aim aim, double asked, double measured) {
    return new Protection.Duty(aim, hours(asked), Optional.of(hours(measured)), "");
  }

  private static Duration hours(double hours) {
    return Duration.ofSeconds(Math.round(hours * 3_600));
  }

  private static Past.Trend trend(String family, Labels subject, double perDay) {
    return new Past.Trend(family, subject, perDay / DAY_SECONDS, Duration.ofDays(7));
  }
}
