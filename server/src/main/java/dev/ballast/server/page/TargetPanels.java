package dev.ballast.server.page;

import dev.ballast.observe.watch.FamilyState;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.pages.target.TargetPage.Panel;
import dev.ballast.pages.text.Moments;
import dev.ballast.pages.text.Unit;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Reading;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The tables of one target: what was read of it last.
record TargetPanels(TargetState state, Courses courses, Moments moments) {
  private static final double WRAPAROUND = Math.pow(2, 31);
  private static final String AGE = "frozen_xid_age_transactions";
  private static final String DEAD = "rows_dead";
  private static final int MOST_TABLES = 10;

  /// As `pg_replication_slots.wal_status` has them.
  private static final List<String> WAL_STATUS =
      List.of("reserved", "extended", "unreserved", "lost");

  List<Panel> all() {
    return List.of(
        replication(),
        slots(),
        new WalShares(state, courses).panel(),
        wraparound(),
        vacuums(),
        deadRows());
  }

  private Panel replication() {
    return new Panel(
        "replication",
        "Standbys and other receivers",
        List.of("Receiver", "State", "Synchronous", "Replay lag", "Behind by"),
        rows(
            "replication",
            "receivers",
            row ->
                List.of(
                    row.label("standby"),
                    row.label("state"),
                    row.label("sync"),
                    row.figure("replay_lag_seconds", Unit.SECONDS),
                    row.figure("replay_lag_bytes", Unit.BYTES))),
        "Nothing receives the write-ahead log of this server.");
  }

  private Panel slots() {
    return new Panel(
        "slots",
        "Replication slots",
        List.of("Slot", "In use", "Its log is", "Retains", "Safe for another"),
        rows(
            "slot",
            "active",
            row ->
                List.of(
                    row.label("slot"),
                    row.value("active") > 0 ? "yes" : "no",
                    status(row.value("wal_status")),
                    row.figure("retained_bytes", Unit.BYTES),
                    row.figure("safe_bytes", Unit.BYTES))),
        "There is no replication slot.");
  }

  private static String status(double number) {
    return number >= 0 && number < WAL_STATUS.size()
        ? WAL_STATUS.get((int) number)
        : Unit.COUNT.text(Double.NaN);
  }

  private Panel wraparound() {
    double freeze = instance("freeze_age_transactions");
    return new Panel(
        "wraparound",
        "Distance from wraparound",
        List.of(
            "Database",
            "Oldest unfrozen transaction",
            "Of autovacuum_freeze_max_age, " + Unit.COUNT.text(freeze),
            "Of what is possible, " + Unit.COUNT.text(WRAPAROUND)),
        rows(
            "database",
            AGE,
            row ->
                List.of(
                    row.label("database"),
                    row.figure(AGE, Unit.COUNT),
                    Unit.SHARE.text(row.value(AGE) / freeze),
                    Unit.SHARE.text(row.value(AGE) / WRAPAROUND))),
        "No database was read.");
  }

  private Panel vacuums() {
    return new Panel(
        "vacuums",
        "Vacuums at work: %s of %s workers of autovacuum are busy"
            .formatted(
                Unit.COUNT.text(instance("autovacuum_workers")),
                Unit.COUNT.text(instance("autovacuum_workers_max"))),
        List.of("Database", "Table, by its oid", "Phase", "Scanned, %", "For"),
        rows(
            "vacuum",
            "running",
            row ->
                List.of(
                    row.label("database"),
                    row.label("relation"),
                    row.label("phase"),
                    Unit.SHARE.text(row.value("heap_blocks_scanned") / row.value("heap_blocks")),
                    row.figure("oldest_seconds", Unit.SECONDS))),
        "No vacuum runs at present.");
  }

  private Panel deadRows() {
    return new Panel(
        "dead",
        "Tables with the most dead rows",
        List.of("Table", "Dead rows", "Of all rows", "Last vacuum", "Changed since analyzed"),
        table(),
        "No table has dead rows, or none was read.");
  }

  private List<List<String>> table() {
    return entities("table").stream()
        .filter(row -> row.value(DEAD) > 0 && !row.label("table").isEmpty())
        .sorted(Comparator.comparingDouble(row -> -row.value(DEAD)))
        .limit(MOST_TABLES)
        .map(
            row ->
                List.of(
                    name(row.figures().labels()),
                    row.figure(DEAD, Unit.COUNT),
                    Unit.SHARE.text(row.value(DEAD) / (row.value(DEAD) + row.value("rows_live"))),
                    ago(row.value("last_vacuum_timestamp_seconds")),
                    row.figure("rows_changed_since_analyze", Unit.COUNT)))
        .toList();
  }

  private static String name(Labels labels) {
    return labels.all().stream().map(Label::value).collect(Collectors.joining("."));
  }

  private String ago(double seconds) {
    return Double.isNaN(seconds)
        ? "never, since its counters began"
        : moments.relative(Instant.ofEpochSecond((long) seconds));
  }

  private double instance(String metric) {
    return entities("instance").stream()
        .mapToDouble(row -> row.value(metric))
        .findFirst()
        .orElse(Double.NaN);
  }

  /// One entity as it was read last.
  private record Row(FamilyState family, Figures figures) {
    /// A dash where it has none.
    String label(String name) {
      return figures.labels().value(name).filter(text -> !text.isEmpty()).orElse("–");
    }

    double value(String metric) {
      return figures.value(family.family().layout().indexOf(metric));
    }

    String figure(String metric, Unit unit) {
      return unit.text(value(metric));
    }
  }

  /// Of the entities of which a metric is known.
  private List<List<String>> rows(String family, String known, Function<Row, List<String>> cells) {
    return entities(family).stream()
        .filter(row -> !Double.isNaN(row.value(known)))
        .map(cells)
        .toList();
  }

  private List<Row> entities(String name) {
    return state.family(name).stream()
        .flatMap(
            family ->
                family.latest().stream()
                    .map(Reading::entities)
                    .flatMap(List::stream)
                    .map((Figures figures) -> new Row(family, figures)))
        .toList();
  }
}
