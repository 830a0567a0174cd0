package dev.ballast.observe.collect.slot;

import static dev.ballast.observe.family.Metric.gauge;

import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.Known;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.observe.family.Unit;
import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.util.List;

/// What each replication slot retains.
public final class SlotFamily extends Family<SlotRow> {
  public SlotFamily() {
    super(
        "slot",
        Duration.ofSeconds(30),
        List.of(
            gauge(
                "active", Unit.NUMBER, "1 while somebody uses the slot", r -> Known.or(r.active())),
            gauge(
                "retained_bytes",
                Unit.BYTES,
                "WAL that the slot keeps the server from removing",
                r -> Known.or(r.retained())),
            gauge(
                "safe_bytes",
                Unit.BYTES,
                "WAL that can be written before the slot is in danger of losing its own; unknown without max_slot_wal_keep_size",
                r -> Known.or(r.safeWalSize())),
            gauge(
                "lost",
                Unit.NUMBER,
                "1 where WAL that the slot needs was removed",
                r -> Known.or(r.lost())),
            gauge(
                "wal_status",
                Unit.NUMBER,
                "0 where all WAL it needs is within max_wal_size, 1 where it is beyond, 2 where it may be removed, 3 where it is lost",
                r -> Known.or(r.walStatus())),
            gauge(
                "xmin_age_transactions",
                Unit.TRANSACTIONS,
                "Transactions since the oldest one whose rows the slot keeps from vacuum",
                r -> Known.or(r.xminAge())),
            gauge(
                "catalog_xmin_age_transactions",
                Unit.TRANSACTIONS,
                "As xmin_age_transactions, of the system catalogs",
                r -> Known.or(r.catalogXminAge()))));
  }

  @Override
  public String help() {
    return "Replication slots and the WAL they retain";
  }

  @Override
  protected List<SlotRow> ask(Session session, ServerFacts server) {
    return session.query(
        SqlResource.load(SlotFamily.class, "query", server.version()), SlotFamily::row);
  }

  private static SlotRow row(Row row) {
    return new SlotRow(
        row.text("slot_name"),
        row.text("slot_type"),
        row.text("database"),
        row.numberOrEmpty("active"),
        row.decimalOrEmpty("retained"),
        row.decimalOrEmpty("safe_wal_size"),
        row.numberOrEmpty("lost"),
        row.numberOrEmpty("wal_status"),
        row.numberOrEmpty("xmin_age"),
        row.numberOrEmpty("catalog_xmin_age"));
  }

  @Override
  protected Labels labels(SlotRow row) {
    return Labels.of(
        new Label("slot", row.slotName()),
        new Label("type", row.slotType()),
        new Label("database", row.database()));
  }
}
