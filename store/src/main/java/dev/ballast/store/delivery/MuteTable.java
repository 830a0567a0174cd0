package dev.ballast.store.delivery;

import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.store.sample.Labels;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The mutes that are in the store. Safe for any number of threads.
public final class MuteTable {
  private final SessionPool pool;

  public MuteTable(SessionPool pool) {
    this.pool = pool;
  }

  /// Keeps a mute, and returns it with its number.
  ///
  /// @param mute whose own number does not matter
  public Mute add(Mute mute) {
    try (Session session = pool.lend()) {
      long id =
          session.number(
              SqlResource.load(MuteTable.class, "add", session.version()),
              mute.target().orElse(""),
              mute.check().orElse(""),
              mute.subject().text(),
              Boolean.toString(mute.pages()),
              mute.reason(),
              mute.madeBy(),
              mute.madeAt(),
              mute.endsAt());
      return new Mute(
          id,
          mute.target(),
          mute.check(),
          mute.subject(),
          mute.pages(),
          mute.reason(),
          mute.madeBy(),
          mute.madeAt(),
          mute.endsAt());
    }
  }

  /// Ends a mute that would end later.
  public boolean end(long id, Instant at) {
    try (Session session = pool.lend()) {
      return session.execute(
              """
              UPDATE alert_mute SET ends_at = ?::timestamptz
              WHERE alert_mute_id = ? AND ends_at > ?::timestamptz""",
              at,
              id,
              at)
          > 0;
    }
  }

  /// The mutes that end after a moment, in the order in which they end.
  public List<Mute> endingAfter(Instant moment) {
    try (Session session = pool.lend()) {
      return session.query(
          SqlResource.load(MuteTable.class, "read", session.version()), MuteTable::mute, moment);
    }
  }

  private static Mute mute(Row row) {
    return new Mute(
        row.number("alert_mute_id"),
        Optional.of(row.text("target")).filter(Predicate.not(String::isEmpty)),
        Optional.of(row.text("check_name")).filter(Predicate.not(String::isEmpty)),
        Labels.parse(row.text("subject")),
        row.flag("pages"),
        row.text("reason"),
        row.text("made_by"),
        row.instant("made_at"),
        row.instant("ends_at"));
  }
}
