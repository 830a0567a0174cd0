package dev.ballast.observe.catalogue;

import static dev.ballast.store.alert.Urgency.NOTE;
import static dev.ballast.store.alert.Urgency.TICKET;

import dev.ballast.observe.check.Past;
import dev.ballast.observe.key.KeyFacts;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Flaws of schemas, with names that have to be quoted.
final class FlawCases {
  private static final double MB = 1 << 20;
  private static final double GB = 1L << 30;
  private static final double DAY = Duration.ofDays(1).toSeconds();

  private static final Labels TABLE =
      labels("database", "shop", "schema", "public", "table", "Orders; --");

  private FlawCases() {}

  static List<Case> list() {
    List<Case> cases = new ArrayList<>();
    cases.addAll(indexes());
    cases.addAll(constraints());
    cases.addAll(storage());
    cases.addAll(partitions());
    cases.addAll(access());
    return cases;
  }

  private static Labels labels(String... namesAndValues) {
    List<Label> all = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      all.add(new Label(namesAndValues[i], namesAndValues[i + 1]));
    }
    return new Labels(all);
  }

  private static Labels and(Labels labels, String name, String value) {
    return new Labels(
        Stream.concat(labels.all().stream(), Stream.of(new Label(name, value))).toList());
  }

  private static Situation one(String family, Labels labels, String metric, double value) {
    return Situation.empty().figure(family, labels, metric, value);
  }

  /// A flaw that is well as soon as there is no object with it.
  private static Case any(
      String check, Urgency urgency, String family, Labels labels, String metric, double value) {
    return new Case(
        check, urgency, one(family, labels, metric, value), Situation.empty().none(family));
  }

  private static List<Case> indexes() {
    Labels index = and(TABLE, "index", "Orders\" idx");
    Labels kept = and(index, "kept", "orders_pkey");
    String seldom = "flaw_seldom_used_index";
    String redundant = "flaw_redundant_index";
    return List.of(
        any("invalid-index", TICKET, "flaw_invalid_index", index, "bytes", 8192),
        new Case(
            "unused-index",
            NOTE,
            one(seldom, index, "last_scan_seconds", 35 * DAY).figure(seldom, index, "scans", 7),
            one(seldom, index, "last_scan_seconds", 35 * DAY - 1)
                .figure(seldom, index, "scans", 0)),
        new Case(
            "unused-index",
            NOTE,
            one(seldom, index, "statistics_seconds", 36 * DAY).figure(seldom, index, "scans", 0),
            one(seldom, index, "statistics_seconds", 36 * DAY).figure(seldom, index, "scans", 1)),
        // The other of two that are alike has its scans.
        new Case(
            "unused-index",
            NOTE,
            one(seldom, index, "last_scan_seconds", 36 * DAY)
                .figure(redundant, and(kept, "note", "of another"), "duplicate", 1),
            one(seldom, index, "last_scan_seconds", 36 * DAY)
                .figure(
                    redundant,
                    and(and(TABLE, "index", "Twin"), "kept", index.value("index").orElseThrow()),
                    "duplicate",
                    1)),
        new Case(
            "unused-index",
            NOTE,
            one(seldom, index, "scans", 5).with(still(seldom, index, 36)),
            one(seldom, index, "scans", 5).with(still(seldom, index, 34))),
        new Case(
            "duplicate-index",
            NOTE,
            one(redundant, kept, "duplicate", 1),
            one(redundant, kept, "duplicate", 0)),
        new Case(
            "redundant-index",
            NOTE,
            one(redundant, kept, "duplicate", 0).figure(redundant, kept, "partitioned", 1),
            one(redundant, kept, "duplicate", 1)),
        new Case(
            "index-bloat",
            TICKET,
            one("flaw_index_bloat", index, "empty_ratio", 0.5)
                .figure("flaw_index_bloat", index, "bytes", 200 * MB),
            // 99.5 MB of 199 MB.
            one("flaw_index_bloat", index, "empty_ratio", 0.5)
                .figure("flaw_index_bloat", index, "bytes", 199 * MB)));
  }

  private static Past still(String family, Labels subject, int days) {
    return new Past(
        List.of(),
        List.of(new Past.Still(family, subject, Situation.NOW.minus(Duration.ofDays(days)))));
  }

  private static List<Case> constraints() {
    Labels constraint = and(TABLE, "constraint", "Orders fk");
    String foreign = "flaw_unindexed_foreign_key";
    Labels columns = and(constraint, "columns", "\"Customer\", site");
    Labels filled =
        and(and(and(TABLE, "column", "Id"), "sequence_schema", "keys"), "sequence", "Orders seq");
    Labels sequence = labels("database", "shop", "schema", "public", "sequence", "Orders seq");
    return List.of(
        new Case(
            "foreign-key-without-index",
            TICKET,
            one(foreign, columns, "bytes", MB).figure(foreign, columns, "rows", 10_000),
            one(foreign, columns, "bytes", MB * 0.8)),
        any("constraint-not-valid", NOTE, "flaw_constraint_not_valid", constraint, "bytes", 8192),
        any("table-without-key", NOTE, "flaw_table_without_key", TABLE, "bytes", 8192),
        any("replica-identity-missing", TICKET, "flaw_no_replica_identity", TABLE, "found", 1),
        any(
            "foreign-key-narrower",
            TICKET,
            "flaw_narrow_foreign_key",
            and(constraint, "column", "Customer"),
            "bytes",
            8192),
        any(
            "trigger-disabled",
            TICKET,
            "flaw_trigger_disabled",
            and(TABLE, "trigger", "Audit it"),
            "internal",
            0),
        any(
            "trigger-disabled",
            TICKET,
            "flaw_trigger_disabled",
            and(TABLE, "trigger", "Orders fk"),
            "internal",
            1),
        new Case(
            "key-near-end",
            TICKET,
            one("key", filled, "used_ratio", 0.75),
            one("key", filled, "used_ratio", 0.74)),
        new Case(
            "key-near-end",
            Urgency.PAGE,
            one("key", filled, "used_ratio", 0.95).key(filled, orders()),
            one("key", filled, "used_ratio", 0.74).key(filled, orders())),
        new Case(
            "sequence-near-end",
            TICKET,
            one("sequence", sequence, "used_ratio", 0.75),
            one("sequence", sequence, "used_ratio", 0.74)));
  }

  /// What the catalogs say of that column.
  private static KeyFacts orders() {
    return new KeyFacts(
        QualifiedName.of("public", "Orders; --"),
        "Id",
        QualifiedName.of("keys", "Orders seq"),
        false,
        true,
        KeyFacts.Numbering.DEFAULT,
        false,
        Optional.of("nextval('keys.\"Orders seq\"'::regclass)"),
        false,
        List.of(
            new KeyFacts.Index(
                "orders_pkey",
                Optional.of(new KeyFacts.Key("orders_pkey", true, "")),
                true,
                true,
                List.of("Id"),
                "")),
        List.of(
            new KeyFacts.Reference(
                QualifiedName.of("public", "lines"),
                "lines of",
                "FOREIGN KEY (\"Order\") REFERENCES public.\"Orders; --\"(\"Id\")",
                false)),
        List.of());
  }

  private static List<Case> storage() {
    return List.of(
        any("autovacuum-off-for-table", TICKET, "flaw_autovacuum_off", TABLE, "bytes", 8192),
        any("unlogged-table", NOTE, "flaw_unlogged_table", TABLE, "bytes", 8192),
        new Case(
            "table-bloat",
            TICKET,
            one("flaw_table_bloat", TABLE, "empty_ratio", 0.6)
                .figure("flaw_table_bloat", TABLE, "bytes", 170 * MB),
            one("flaw_table_bloat", TABLE, "empty_ratio", 0.39)
                .figure("flaw_table_bloat", TABLE, "bytes", 900 * MB)),
        new Case(
            "toast-heavy",
            NOTE,
            one("flaw_large_toast", TABLE, "toast_bytes", 11 * GB)
                .figure("flaw_large_toast", TABLE, "bytes", GB),
            one("flaw_large_toast", TABLE, "toast_bytes", 11 * GB)
                .figure("flaw_large_toast", TABLE, "bytes", 1.2 * GB)),
        new Case(
            "table-undivided",
            NOTE,
            one("flaw_large_table", TABLE, "bytes", 100 * GB),
            one("flaw_large_table", TABLE, "bytes", 89 * GB)));
  }

  private static List<Case> partitions() {
    String last = "flaw_last_partition";
    Labels partition = and(TABLE, "partition", "Orders 2026");
    double end = Situation.NOW.plus(Duration.ofDays(10)).getEpochSecond();
    return List.of(
        any(
            "default-partition-filling",
            TICKET,
            "flaw_default_partition",
            and(TABLE, "parent", "Orders"),
            "rows",
            1),
        new Case(
            "next-partition-missing",
            TICKET,
            one(last, partition, "past_ratio", 0.5)
                .figure(last, partition, "begin_timestamp_seconds", end - 20 * DAY)
                .figure(last, partition, "end_timestamp_seconds", end),
            one(last, partition, "past_ratio", 0.49)
                .figure(last, partition, "end_timestamp_seconds", end)),
        // A page unless a default partition takes the rows.
        new Case(
            "next-partition-missing",
            TICKET,
            one(last, partition, "past_ratio", 0.96)
                .figure(last, partition, "end_timestamp_seconds", end)
                .figure(last, partition, "has_default", 1),
            Situation.empty().none(last)),
        new Case(
            "next-partition-missing",
            Urgency.PAGE,
            one(last, partition, "past_ratio", 0.96)
                .figure(last, partition, "end_timestamp_seconds", end)
                .figure(last, partition, "has_default", 0),
            Situation.empty().none(last)));
  }

  private static List<Case> access() {
    Labels schema = labels("database", "shop", "schema", "Open schema");
    return List.of(
        any(
            "collation-version-changed",
            TICKET,
            "flaw_collation_version",
            labels("database", "shop", "kind", "database", "name", "shop"),
            "indexes",
            3),
        any(
            "collation-version-changed",
            TICKET,
            "flaw_collation_version",
            labels("database", "shop", "kind", "collation", "name", "public.german"),
            "indexes",
            3),
        any(
            "extension-outdated",
            NOTE,
            "flaw_extension_version",
            labels(
                "database", "shop", "extension", "pg_trgm", "installed", "1.5", "available", "1.6"),
            "found",
            1),
        any("schema-open-to-all", TICKET, "flaw_schema_open", schema, "found", 1),
        any(
            "definer-function-open",
            TICKET,
            "flaw_definer_function",
            and(and(schema, "function", "pay"), "arguments", "integer, text"),
            "found",
            1),
        any("policy-not-enforced", TICKET, "flaw_policy_not_enforced", TABLE, "policies", 2));
  }
}
