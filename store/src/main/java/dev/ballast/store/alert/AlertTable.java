package dev.ballast.store.alert;

import dev.ballast.evidence.json.Json;
import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.store.database.Transaction;
import dev.ballast.store.sample.Labels;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// The alerts that are in the store. Safe for any number of threads.
public final class AlertTable {
  private static final String EVERY_TARGET = "";

  private final SessionPool pool;

  public AlertTable(SessionPool pool) {
    this.pool = pool;
  }

  /// Keeps what changed at a target, all of it or nothing.
  ///
  /// @param steps in their order
  /// @param gaps all checks of the target that cannot be evaluated now
  public void write(String target, List<AlertStep> steps, Collection<CheckGap> gaps) {
    Transaction.run(
        pool,
        session -> {
          steps.forEach(step -> write(session, step));
          writeGaps(session, target, gaps);
          return target;
        });
  }

  private static void write(Session session, AlertStep step) {
    Alert alert = step.alert();
    session.execute(
        resource(session, "keep"),
        alert.id().toString(),
        alert.target(),
        alert.check(),
        alert.subject().text(),
        text(alert.urgency()),
        alert.since(),
        alert.raisedAt(),
        alert.resolvedAt().map(Instant::toString).orElse(""),
        alert.returns(),
        new String(Json.write(alert.condition()), StandardCharsets.UTF_8),
        alert.unknown().orElse(""),
        alert.cause().map(UUID::toString).orElse(""));
    if (step.kind() != AlertStep.Kind.SEEN) {
      session.execute(
          """
          INSERT INTO alert_step (alert_id, at, kind, urgency, value, summary)
          VALUES (?::uuid, ?::timestamptz, ?, ?, ?, ?)
          """,
          alert.id().toString(),
          step.at(),
          text(step.kind()),
          text(alert.urgency()),
          alert.condition().value(),
          alert.condition().summary());
    }
  }

  private static void writeGaps(Session session, String target, Collection<CheckGap> gaps) {
    session.execute(
        "DELETE FROM check_gap WHERE target = ? AND check_name <> ALL (?::text[])",
        target,
        gaps.stream().map(CheckGap::check).toList());
    for (CheckGap gap : gaps) {
      session.execute(
          resource(session, "gap"),
          gap.target(),
          gap.check(),
          gap.since(),
          gap.why(),
          Boolean.toString(gap.learning()));
    }
  }

  /// All that is open, and what was resolved since; the most urgent first.
  public List<Alert> since(Instant moment) {
    return read(EVERY_TARGET, moment);
  }

  /// Of one target.
  public List<Alert> since(String target, Instant moment) {
    return read(target, moment);
  }

  private List<Alert> read(String target, Instant moment) {
    try (Session session = pool.lend()) {
      return session.query(resource(session, "read"), AlertTable::alert, moment, target, target);
    }
  }

  /// Open alerts that somebody has to act on, that no other one explains, and of whose check and
  /// subject there never was a ticket.
  public List<Alert> withoutTicket() {
    try (Session session = pool.lend()) {
      return session.query(resource(session, "without-ticket"), AlertTable::alert);
    }
  }

  /// The alert of that id.
  public Optional<Alert> find(UUID id) {
    return beginning(id.toString()).stream().findFirst();
  }

  /// The alerts whose ids begin so, the newest first; ten at most.
  public List<Alert> beginning(String beginning) {
    try (Session session = pool.lend()) {
      return session.query(
          resource(session, "find"), AlertTable::alert, beginning, beginning.length());
    }
  }

  /// How an alert changed, in order of time.
  public List<KeptStep> steps(UUID alert) {
    try (Session session = pool.lend()) {
      return session.query(
          """
          SELECT kind, at, urgency, summary FROM alert_step
          WHERE alert_id = ?::uuid ORDER BY alert_step_id
          """,
          row ->
              new KeptStep(
                  AlertStep.Kind.valueOf(row.text("kind").toUpperCase(Locale.ROOT)),
                  row.instant("at"),
                  Urgency.valueOf(row.text("urgency").toUpperCase(Locale.ROOT)),
                  row.text("summary")),
          alert.toString());
    }
  }

  /// The checks that cannot be evaluated, by target and check.
  public List<CheckGap> gaps() {
    return gaps(EVERY_TARGET);
  }

  /// Of one target.
  public List<CheckGap> gaps(String target) {
    try (Session session = pool.lend()) {
      return session.query(
          """
          SELECT target, check_name, since, why, learning FROM check_gap
          WHERE ? IN ('', target) ORDER BY target, check_name
          """,
          row ->
              new CheckGap(
                  row.text("target"),
                  row.text("check_name"),
                  row.instant("since"),
                  row.text("why"),
                  row.flag("learning")),
          target);
    }
  }

  private static Alert alert(Row row) {
    return new Alert(
        UUID.fromString(row.text("alert_id")),
        row.text("target"),
        row.text("check_name"),
        Labels.parse(row.text("subject")),
        Urgency.valueOf(row.text("urgency").toUpperCase(Locale.ROOT)),
        row.instant("since"),
        row.instant("raised_at"),
        row.instantOrEmpty("resolved_at"),
        Math.toIntExact(row.number("returns")),
        Json.read(row.text("condition").getBytes(StandardCharsets.UTF_8), Condition.class),
        row.textOrEmpty("unknown"),
        row.textOrEmpty("cause").map(UUID::fromString));
  }

  private static String text(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String resource(Session session, String name) {
    return SqlResource.load(AlertTable.class, name, session.version());
  }
}
