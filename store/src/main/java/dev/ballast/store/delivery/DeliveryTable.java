package dev.ballast.store.delivery;

import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// The messages about alerts that are in the store. Several nodes may send them: each message is
/// taken by one of them at a time, by the store's clock. Safe for any number of threads.
public final class DeliveryTable {
  /// A message that could not be sent for so long is of no use any more.
  static final Duration LONGEST_WAIT = Duration.ofDays(7);

  private static final double MILLIS = 1000;

  private final SessionPool pool;

  public DeliveryTable(SessionPool pool) {
    this.pool = pool;
  }

  /// How the alerts stand that a route may have to be notified of, in the order in which they were
  /// raised.
  public List<Standing> standing(String route) {
    try (Session session = pool.lend()) {
      return session.query(resource(session, "standing"), DeliveryTable::standing, route, route);
    }
  }

  /// Makes the next message about an alert; another node may have made it already.
  ///
  /// @param number one more than the last one's
  public boolean plan(String route, UUID alert, int number, MessageKind kind, Urgency urgency) {
    try (Session session = pool.lend()) {
      return session.execute(
              """
              INSERT INTO delivery (alert_id, route, number, kind, urgency)
              VALUES (?::uuid, ?, ?, ?, ?) ON CONFLICT DO NOTHING""",
              alert.toString(),
              route,
              number,
              kind.text(),
              urgency.name().toLowerCase(Locale.ROOT))
          > 0;
    }
  }

  /// Takes a message that is due, pages first; nobody else gets it before the lease is over.
  public Optional<Delivery> take(String route, Duration lease) {
    try (Session session = pool.lend()) {
      return session.first(
          resource(session, "take"),
          DeliveryTable::delivery,
          route,
          route,
          lease.toMillis() / MILLIS);
    }
  }

  /// Keeps that the receiver has a message.
  public void sent(Delivery delivery, String answer) {
    end(delivery, SentMessage.State.SENT, answer);
  }

  /// Keeps that the receiver will never take a message.
  public void refused(Delivery delivery, String answer) {
    end(delivery, SentMessage.State.REFUSED, answer);
  }

  /// Keeps that a message was not sent, since it no longer says what is so.
  public void dropped(Delivery delivery, String why) {
    end(delivery, SentMessage.State.DROPPED, why);
  }

  private void end(Delivery delivery, SentMessage.State state, String answer) {
    try (Session session = pool.lend()) {
      session.execute(
          resource(session, "end"),
          state.text(),
          answer,
          delivery.alert().toString(),
          delivery.route(),
          delivery.number(),
          delivery.tries());
    }
  }

  /// Keeps that a message could not be sent, and has it sent later.
  ///
  /// @param mayHaveArrived whether this try or an earlier one may have reached the receiver
  public void failed(Delivery delivery, String why, Duration wait, boolean mayHaveArrived) {
    try (Session session = pool.lend()) {
      session.execute(
          resource(session, "retry"),
          wait.toMillis() / MILLIS,
          why,
          Boolean.toString(mayHaveArrived),
          delivery.alert().toString(),
          delivery.route(),
          delivery.number(),
          delivery.tries());
    }
  }

  /// Gives up what has waited for too long.
  public long expire(String route) {
    try (Session session = pool.lend()) {
      return session.execute(
          """
          UPDATE delivery SET state = 'refused', ended_at = now()
          WHERE route = ? AND state = 'waiting' AND made_at < now() - make_interval(secs => ?)""",
          route,
          (double) LONGEST_WAIT.toSeconds());
    }
  }

  /// Messages about an alert, in the order in which they were made.
  public List<SentMessage> of(UUID alert) {
    try (Session session = pool.lend()) {
      return session.query(
          """
          SELECT route, number, kind, urgency, made_at, state, tries, ended_at, answer
          FROM delivery WHERE alert_id = ?::uuid ORDER BY made_at, route, number""",
          DeliveryTable::message,
          alert.toString());
    }
  }

  /// The routes that something was sent to, or waits for.
  public List<RouteState> routes() {
    try (Session session = pool.lend()) {
      return session.query(
          resource(session, "routes"),
          row ->
              new RouteState(
                  row.text("route"),
                  row.number("waiting"),
                  row.instantOrEmpty("waiting_since"),
                  row.instantOrEmpty("sent_at"),
                  row.textOrEmpty("trouble")));
    }
  }

  private static Standing standing(Row row) {
    return new Standing(
        UUID.fromString(row.text("alert_id")),
        new Standing.Kind(row.text("target"), row.text("check_name")),
        Labels.parse(row.text("subject")),
        urgency(row.text("urgency")),
        new Standing.Times(
            row.instant("raised_at"),
            row.instantOrEmpty("resolved_at"),
            row.instantOrEmpty("returned_at"),
            Math.toIntExact(row.number("returns"))),
        row.textOrEmpty("cause").map(UUID::fromString),
        row.textOrEmpty("kind")
            .map(
                kind ->
                    new Standing.Told(
                        MessageKind.parse(kind),
                        urgency(row.text("told_urgency")),
                        row.text("state").equals(SentMessage.State.WAITING.text()))),
        Math.toIntExact(row.number("last_number")));
  }

  private static Delivery delivery(Row row) {
    return new Delivery(
        UUID.fromString(row.text("alert_id")),
        row.text("route"),
        Math.toIntExact(row.number("number")),
        MessageKind.parse(row.text("kind")),
        urgency(row.text("urgency")),
        Math.toIntExact(row.number("tries")),
        row.instant("made_at"),
        row.flag("may_have_arrived"));
  }

  private static SentMessage message(Row row) {
    return new SentMessage(
        row.text("route"),
        Math.toIntExact(row.number("number")),
        MessageKind.parse(row.text("kind")),
        urgency(row.text("urgency")),
        row.instant("made_at"),
        SentMessage.State.parse(row.text("state")),
        Math.toIntExact(row.number("tries")),
        row.instantOrEmpty("ended_at"),
        row.textOrEmpty("answer"));
  }

  private static Urgency urgency(String text) {
    return Urgency.valueOf(text.toUpperCase(Locale.ROOT));
  }

  private static String resource(Session session, String name) {
    return SqlResource.load(DeliveryTable.class, name, session.version());
  }
}
