package dev.ballast.store.ticket;

import dev.ballast.evidence.json.Json;
import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.Condition;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.database.Transaction;
import dev.ballast.store.sample.Labels;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The tickets that are in the store. Each step is taken once, on however many nodes it is tried.
/// Safe for any number of threads.
public final class TicketTable {
  private static final String BY_MEASUREMENT = "the measurements show it";

  private final SessionPool pool;

  public TicketTable(SessionPool pool) {
    this.pool = pool;
  }

  /// Opens a ticket for an alert, where there is none of its check and subject.
  public void open(Alert alert, Optional<String> owner, Duration due, Instant now) {
    Transaction.run(
        pool,
        session -> {
          Optional<Long> opened =
              session.first(
                  resource(session, "open"),
                  row -> row.number("ticket_id"),
                  alert.target(),
                  alert.check(),
                  alert.subject().text(),
                  alert.condition().summary(),
                  owner.orElse(""),
                  now,
                  now.plus(due),
                  alert.id().toString());
          opened.ifPresent(
              id ->
                  note(
                      session,
                      id,
                      new TicketStep(
                          TicketStep.Kind.OPENED,
                          now,
                          TicketStep.MEASUREMENTS,
                          alert.condition().summary())));
          return alert;
        });
  }

  /// Opens again what came back since it was closed.
  ///
  /// @param page how long from now on it is due where somebody has to act now
  /// @param due how long else
  public void reopen(Duration page, Duration due, Instant now) {
    change("reopen", TicketStep.Kind.REOPENED, now, now, now.plus(page), now.plus(due));
  }

  /// Has a ticket due sooner whose alert has become a page.
  ///
  /// @param page how long from now on at most
  public void hasten(Duration page, Instant now) {
    Transaction.run(
        pool,
        session -> session.execute(resource(session, "hasten"), now.plus(page), now.plus(page)));
  }

  /// Closes what is over.
  public void closeOver(Instant now) {
    change("close", TicketStep.Kind.CLOSED, now, now);
  }

  private void change(String statement, TicketStep.Kind kind, Instant now, Object... parameters) {
    Transaction.run(
        pool,
        session -> {
          for (long id :
              session.query(
                  resource(session, statement), row -> row.number("ticket_id"), parameters)) {
            note(session, id, new TicketStep(kind, now, TicketStep.MEASUREMENTS, BY_MEASUREMENT));
          }
          return kind;
        });
  }

  /// Gives a ticket to somebody. Returns whether there is such a ticket.
  public boolean assign(long id, String owner, String who, Instant now) {
    return Transaction.run(
        pool,
        session -> {
          boolean found =
              session.execute("UPDATE ticket SET owner = ? WHERE ticket_id = ?", owner, id) > 0;
          if (found) {
            note(session, id, new TicketStep(TicketStep.Kind.ASSIGNED, now, who, owner));
          }
          return found;
        });
  }

  /// Closes a ticket until what it is about comes back. Returns whether there is one that is open.
  public boolean close(long id, String reason, String who, Instant now) {
    return Transaction.run(
        pool,
        session -> {
          boolean found =
              session.execute(
                      """
                      UPDATE ticket SET state = 'closed', closed_at = ?
                      WHERE ticket_id = ? AND state = 'open'
                      """,
                      now,
                      id)
                  > 0;
          if (found) {
            note(session, id, new TicketStep(TicketStep.Kind.CLOSED, now, who, reason));
          }
          return found;
        });
  }

  /// Opens a ticket that somebody says is not done; the measurements may close it again. Returns
  /// whether there is one that is closed.
  public boolean reopen(long id, String reason, String who, Instant now) {
    return Transaction.run(
        pool,
        session -> {
          boolean found =
              session.execute(
                      """
                      UPDATE ticket SET state = 'open', closed_at = NULL, reopened = reopened + 1
                      WHERE ticket_id = ? AND state = 'closed'
                      """,
                      id)
                  > 0;
          if (found) {
            note(session, id, new TicketStep(TicketStep.Kind.REOPENED, now, who, reason));
          }
          return found;
        });
  }

  private static void note(Session session, long id, TicketStep step) {
    session.execute(
        """
        INSERT INTO ticket_step (ticket_id, at, kind, who, note)
        VALUES (?, ?::timestamptz, ?, ?, ?)
        """,
        id,
        step.at(),
        step.kind().name().toLowerCase(Locale.ROOT),
        step.who(),
        step.note());
  }

  /// Those that are open, and those that were closed since: the most urgent and then the oldest
  /// first.
  public List<Ticket> since(Instant closed) {
    try (Session session = pool.lend()) {
      return session.query(resource(session, "read"), TicketTable::ticket, closed, 0L, 0L);
    }
  }

  /// The ticket of that number.
  public Optional<Ticket> find(long id) {
    if (id <= 0) {
      return Optional.empty();
    }
    try (Session session = pool.lend()) {
      return session.first(resource(session, "read"), TicketTable::ticket, Instant.EPOCH, id, id);
    }
  }

  /// What was done about it, in order of time.
  public List<TicketStep> steps(long id) {
    try (Session session = pool.lend()) {
      return session.query(
          """
          SELECT kind, at, who, note FROM ticket_step
          WHERE ticket_id = ? ORDER BY ticket_step_id
          """,
          row ->
              new TicketStep(
                  TicketStep.Kind.valueOf(row.text("kind").toUpperCase(Locale.ROOT)),
                  row.instant("at"),
                  row.text("who"),
                  row.text("note")),
          id);
    }
  }

  private static Ticket ticket(Row row) {
    return new Ticket(
        row.number("ticket_id"),
        row.text("target"),
        row.text("check_name"),
        Labels.parse(row.text("subject")),
        row.text("summary"),
        row.textOrEmpty("owner"),
        row.instant("opened_at"),
        row.instant("due_at"),
        row.instantOrEmpty("closed_at"),
        row.textOrEmpty("closed_by")
            .map(
                who ->
                    new TicketStep(
                        TicketStep.Kind.CLOSED,
                        row.instant("closed_step_at"),
                        who,
                        row.text("closed_why"))),
        row.textOrEmpty("url"),
        Math.toIntExact(row.number("reopened")),
        Urgency.valueOf(row.text("urgency").toUpperCase(Locale.ROOT)),
        Json.read(row.text("condition").getBytes(StandardCharsets.UTF_8), Condition.class));
  }

  private static String resource(Session session, String name) {
    return SqlResource.load(TicketTable.class, name, session.version());
  }
}
