package dev.ballast.observe.catalogue;

import static dev.ballast.store.alert.Urgency.NOTE;
import static dev.ballast.store.alert.Urgency.PAGE;
import static dev.ballast.store.alert.Urgency.TICKET;

import dev.ballast.evidence.Severity;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventSource;
import dev.ballast.store.inventory.Item;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Settings, roles and versions.
final class SettingCases {
  private static final double GB = 1L << 30;

  private SettingCases() {}

  static List<Case> list() {
    List<Case> cases = new ArrayList<>();
    cases.addAll(switches());
    cases.addAll(amounts());
    cases.addAll(others());
    cases.addAll(roles());
    return cases;
  }

  private static Case of(
      String check, Urgency urgency, UnaryOperator<Situation> sick, UnaryOperator<Situation> well) {
    return new Case(check, urgency, sick.apply(Situation.empty()), well.apply(Situation.empty()));
  }

  private static Case of(String check, Urgency urgency, String setting, String sick, String well) {
    return of(check, urgency, s -> s.setting(setting, sick), s -> s.setting(setting, well));
  }

  private static List<Case> switches() {
    return List.of(
        of("fsync-off", PAGE, "fsync", "off", "on"),
        of("full-page-writes-off", PAGE, "full_page_writes", "off", "on"),
        of("synchronous-commit-off", TICKET, "synchronous_commit", "off", "remote_apply"),
        of("autovacuum-off", TICKET, "autovacuum", "off", "on"),
        of("track-counts-off", TICKET, "track_counts", "off", "on"),
        of("track-io-timing-off", NOTE, "track_io_timing", "off", "on"),
        of("lock-waits-not-logged", NOTE, "log_lock_waits", "off", "on"),
        of("checkpoints-not-logged", NOTE, "log_checkpoints", "off", "on"),
        of("password-encryption-md5", TICKET, "password_encryption", "md5", "scram-sha-256"),
        of("wal-level-minimal", TICKET, "wal_level", "minimal", "replica"),
        of("statements-not-logged", NOTE, "log_min_duration_statement", "-1", "0"),
        of("data-checksums-off", TICKET, "data_checksums", "off", "on"),
        of("random-page-cost-default", NOTE, "random_page_cost", "4", "1.1"),
        of(
            "idle-transaction-timeout-missing",
            NOTE,
            "idle_in_transaction_session_timeout",
            "0",
            "600000"),
        of(
            "standby-feedback-off",
            NOTE,
            s -> s.server("18.6", true).setting("hot_standby_feedback", "off"),
            s -> s.server("18.6", false).setting("hot_standby_feedback", "off")),
        of(
            "ssl-off",
            TICKET,
            s -> s.setting("ssl", "off").setting("listen_addresses", "*"),
            s -> s.setting("ssl", "off").setting("listen_addresses", "localhost")),
        of("planner-feature-off", TICKET, "enable_hashjoin", "off", "on"));
  }

  private static Situation sized(Situation s, double bytes) {
    return s.figure("database_size", Labels.of("database", "shop"), "bytes", bytes);
  }

  /// 16 GB of memory; 500 times 32 MB and 1 GB are 16.6 GB, 400 times 32 MB and 1 GB are 13.5.
  private static Situation memory(Situation s, String connections) {
    return s.setting("work_mem", "32768", "kB")
        .setting("shared_buffers", "131072", "8kB")
        .setting("max_connections", connections)
        .figure("host", Labels.NONE, "memory_bytes", 16 * GB);
  }

  private static List<Case> amounts() {
    return List.of(
        of(
            "shared-buffers-default",
            TICKET,
            s -> sized(s.setting("shared_buffers", "16384", "8kB"), 3 * GB),
            s -> sized(s.setting("shared_buffers", "16384", "8kB"), 1 * GB)),
        of(
            "maintenance-memory-default",
            NOTE,
            s -> sized(s.setting("maintenance_work_mem", "65536", "kB"), 11 * GB),
            s -> sized(s.setting("maintenance_work_mem", "65537", "kB"), 11 * GB)),
        of(
            "checkpoint-timeout-short",
            NOTE,
            s -> s.setting("checkpoint_timeout", "299", "s"),
            s -> s.setting("checkpoint_timeout", "300", "s")),
        of("work-memory-over-machine", TICKET, s -> memory(s, "500"), s -> memory(s, "400")));
  }

  private static List<Case> others() {
    Labels slot =
        Labels.of(
            new Label("slot", "kept"), new Label("type", "physical"), new Label("database", ""));
    return List.of(
        of(
            "setting-pending-restart",
            NOTE,
            s -> s.item("setting", Item.of("max_connections").with("pending_restart", "yes")),
            s -> s.setting("max_connections", "100")),
        of(
            "setting-pending-restart",
            NOTE,
            s ->
                s.item(
                    "setting",
                    Item.of("max_connections")
                        .with("source", "configuration file")
                        .with("pending_restart", "yes")),
            s ->
                s.item(
                    "setting",
                    Item.of("max_connections")
                        .with("source", "command line")
                        .with("pending_restart", "yes"))),
        of(
            "setting-overridden-by-role",
            NOTE,
            s -> s.item("setting", Item.of("synchronous_commit of role app").with("value", "off")),
            s -> s.item("setting", Item.of("synchronous_commit of role app").with("value", "on"))),
        of(
            "slots-without-bound",
            TICKET,
            s -> s.setting("max_slot_wal_keep_size", "-1").figure("slot", slot, "active", 1),
            s -> s.setting("max_slot_wal_keep_size", "-1").none("slot")),
        of(
            "extension-deprecated",
            NOTE,
            s -> s.item("extension", Item.of("extension adminpack").with("version", "2.1")),
            s -> s.item("extension", Item.of("extension pg_trgm").with("version", "1.6"))),
        // 14.2 lacks what 14.3 and later fixed; 99 is none that is known.
        of(
            "minor-release-behind",
            TICKET,
            s -> s.server("14.2", false),
            s -> s.server("18.99", false)),
        // Eight days after the last release of 14.
        of(
            "major-unsupported",
            TICKET,
            s -> s.server("14.25", false),
            s -> s.server("15.2", false)),
        // 1 GB in 10 s would be 30 GB within 5 minutes, and 30 MB are 0.9 GB.
        of("max-wal-size-default", NOTE, s -> wal(s, GB), s -> wal(s, 30.0 * (1 << 20))));
  }

  private static Situation wal(Situation s, double bytesInTenSeconds) {
    return s.setting("max_wal_size", "1024", "MB")
        .earlier("wal", Labels.NONE, "bytes", GB)
        .figure("wal", Labels.NONE, "bytes", GB + bytesInTenSeconds);
  }

  private static Event role(String subject, Severity severity) {
    return Event.of(
        Situation.TARGET,
        Situation.NOW.minusSeconds(60),
        EventSource.ROLE,
        severity,
        subject,
        subject + " changed");
  }

  private static Item login(String name, String superuser) {
    return Item.of("role " + name).with("login", "yes").with("superuser", superuser);
  }

  private static List<Case> roles() {
    return List.of(
        of(
            "superuser-added",
            TICKET,
            s -> s.event(role("role eve", Severity.WARNING).with("new_superuser", "yes")),
            s -> s.event(role("role eve", Severity.WARNING).with("new_createrole", "yes"))),
        of(
            "role-gained-rights",
            NOTE,
            s -> s.event(role("role eve", Severity.WARNING).with("new_createrole", "yes")),
            s -> s.event(role("role eve", Severity.INFO).with("new_createdb", "yes"))),
        of(
            "setting-changed",
            NOTE,
            s -> s.event(EventSource.SETTING, Severity.INFO, "work_mem", "work_mem changed"),
            s -> s.event(EventSource.ROLE, Severity.INFO, "role app", "role app changed")),
        of(
            "logins-without-expiry",
            NOTE,
            s -> s.item("role", login("app", "no")),
            s -> s.item("role", login("app", "no").with("valid_until", "2027-01-01"))),
        of(
            "superusers-many",
            NOTE,
            s ->
                s.item("role", login("a", "yes"))
                    .item("role", login("b", "yes"))
                    .item("role", login("c", "yes"))
                    .item("role", login("d", "yes")),
            s ->
                s.item("role", login("a", "yes"))
                    .item("role", login("b", "yes"))
                    .item("role", login("c", "yes"))
                    .item("role", login("d", "no"))));
  }
}
