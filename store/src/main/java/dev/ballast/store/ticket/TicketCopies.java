package dev.ballast.store.ticket;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.postgres.jdbc.SqlResource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// What trackers of work have of tickets. One node at a time works on a tracker, by the store's
/// clock. Safe for any number of threads.
public final class TicketCopies {
  private static final double MILLIS = 1000;

  private final SessionPool pool;

  public TicketCopies(SessionPool pool) {
    this.pool = pool;
  }

  /// A tracker that this node works on for a while.
  ///
  /// @param origin unlike that of any other store, so that copies are recognised
  /// @param seenUntil the newest change there that was taken over
  /// @param etag of the answer that had it
  public record Lease(
      String tracker, UUID id, UUID origin, Optional<Instant> seenUntil, Optional<String> etag) {
    public Lease {
      requireNonNull(tracker, "tracker is null");
      requireNonNull(id, "id is null");
      requireNonNull(origin, "origin is null");
      requireNonNull(seenUntil, "seenUntil is null");
      requireNonNull(etag, "etag is null");
    }
  }

  /// A ticket that a tracker does not have as it is.
  ///
  /// @param newest the last step
  public record Behind(long ticket, long newest) {}

  /// A step with its number.
  public record Numbered(long id, TicketStep step) {}

  /// Takes a tracker; empty while another node has it, and while it wants to be left alone.
  public Optional<Lease> lease(String tracker, Duration how) {
    UUID id = UUID.randomUUID();
    try (Session session = pool.lend()) {
      return session.first(
          resource(session, "lease"),
          row ->
              new Lease(
                  tracker,
                  id,
                  UUID.fromString(row.text("origin")),
                  row.instantOrEmpty("seen_until"),
                  row.textOrEmpty("etag")),
          tracker,
          id.toString(),
          how.toMillis() / MILLIS);
    }
  }

  /// Prolongs a lease. Returns whether it is still this node's.
  public boolean prolong(Lease lease, Duration how) {
    try (Session session = pool.lend()) {
      return session.execute(
              """
              UPDATE ticket_tracker SET leased_until = now() + make_interval(secs => ?)
              WHERE tracker = ? AND lease = ?::uuid AND leased_until > now()
              """,
              how.toMillis() / MILLIS,
              lease.tracker(),
              lease.id().toString())
          > 0;
    }
  }

  /// Keeps what was seen of a tracker.
  public void seen(Lease lease, Instant until, String etag) {
    try (Session session = pool.lend()) {
      session.execute(
          """
          UPDATE ticket_tracker SET seen_until = ?::timestamptz, etag = NULLIF(?, '')
          WHERE tracker = ? AND lease = ?::uuid
          """,
          until,
          etag,
          lease.tracker(),
          lease.id().toString());
    }
  }

  /// Ends a lease.
  ///
  /// @param pause for how long nobody asks the tracker
  public void release(Lease lease, Duration pause) {
    try (Session session = pool.lend()) {
      session.execute(
          """
          UPDATE ticket_tracker SET leased_until = NULL, lease = NULL,
            wait_until = now() + make_interval(secs => ?) WHERE tracker = ? AND lease = ?::uuid
          """,
          pause.toMillis() / MILLIS,
          lease.tracker(),
          lease.id().toString());
    }
  }

  /// Tickets that the tracker does not have as they are, the oldest first.
  public List<Behind> behind(String tracker, int most) {
    try (Session session = pool.lend()) {
      return session.query(
          resource(session, "behind"),
          row -> new Behind(row.number("ticket_id"), row.number("newest")),
          tracker,
          most);
    }
  }

  /// The copy of a ticket, if one was begun.
  public Optional<TicketCopy> of(String tracker, long ticket) {
    return copy(tracker, ticket, "");
  }

  /// The copy that the tracker calls so.
  public Optional<TicketCopy> called(String tracker, String remote) {
    return copy(tracker, 0, remote);
  }

  private Optional<TicketCopy> copy(String tracker, long ticket, String remote) {
    try (Session session = pool.lend()) {
      return session.first(
          resource(session, "copy"), TicketCopies::copy, tracker, ticket, remote, remote);
    }
  }

  private static TicketCopy copy(Row row) {
    return new TicketCopy(
        row.number("ticket_id"),
        row.instant("begun_at"),
        row.textOrEmpty("remote"),
        row.textOrEmpty("url"),
        row.text("state").equals("open"),
        row.text("owner"),
        row.text("assignee"),
        row.number("step_id"));
  }

  /// Keeps that a copy is about to be made: it may be there from now on.
  public void begin(String tracker, long ticket, Instant now) {
    try (Session session = pool.lend()) {
      session.execute(
          """
          INSERT INTO ticket_copy AS c (ticket_id, tracker, begun_at) VALUES (?, ?, ?::timestamptz)
          ON CONFLICT (ticket_id, tracker) DO UPDATE SET begun_at = excluded.begun_at
          WHERE c.remote IS NULL
          """,
          ticket,
          tracker,
          now);
    }
  }

  /// Forgets a copy that was begun and is not there.
  public void forget(String tracker, long ticket) {
    try (Session session = pool.lend()) {
      session.execute(
          "DELETE FROM ticket_copy WHERE tracker = ? AND ticket_id = ? AND remote IS NULL",
          tracker,
          ticket);
    }
  }

  /// Keeps what the tracker calls a copy. Another one that it called so is there no longer: where
  /// everything was deleted, numbers begin again.
  public void made(String tracker, long ticket, String remote, String url) {
    try (Session session = pool.lend()) {
      session.execute(
          """
          UPDATE ticket_copy SET remote = NULL, given_up = 'another one has its number now'
          WHERE tracker = ? AND remote = ? AND ticket_id <> ?
          """,
          tracker,
          remote,
          ticket);
      session.execute(
          "UPDATE ticket_copy SET remote = ?, url = NULLIF(?, '') WHERE tracker = ? AND ticket_id = ?",
          remote,
          url,
          tracker,
          ticket);
    }
  }

  /// Keeps what both sides have.
  public void keep(String tracker, TicketCopy copy) {
    try (Session session = pool.lend()) {
      session.execute(
          """
          UPDATE ticket_copy SET state = ?, owner = ?, assignee = ?, step_id = ?
          WHERE tracker = ? AND ticket_id = ?
          """,
          copy.open() ? "open" : "closed",
          copy.owner(),
          copy.assignee(),
          copy.reported(),
          tracker,
          copy.ticket());
    }
  }

  /// Keeps that the tracker will never have it, or has it no longer.
  public void giveUp(String tracker, long ticket, String why) {
    try (Session session = pool.lend()) {
      session.execute(
          "UPDATE ticket_copy SET given_up = ? WHERE tracker = ? AND ticket_id = ?",
          why,
          tracker,
          ticket);
    }
  }

  /// What was done about a ticket since that step.
  public List<Numbered> unreported(long ticket, long reported) {
    try (Session session = pool.lend()) {
      return session.query(
          resource(session, "unreported"),
          row ->
              new Numbered(
                  row.number("ticket_step_id"),
                  new TicketStep(
                      TicketStep.Kind.valueOf(row.text("kind").toUpperCase(Locale.ROOT)),
                      row.instant("at"),
                      row.text("who"),
                      row.text("note"))),
          ticket,
          reported);
    }
  }

  private static String resource(Session session, String name) {
    return SqlResource.load(TicketCopies.class, name, session.version());
  }
}
