package dev.ballast.store.delivery;

import static java.util.Objects.requireNonNull;

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

  /// What became of a mute that was to be kept.
  ///
  /// @param extended whether one of the same alerts was in force, and has its reason and end now
  public record Kept(Mute mute, boolean extended) {
    public Kept {
      requireNonNull(mute, "mute is null");
    }
  }

  /// Keeps a mute. Where one of the same alerts is in force, that one is extended: its end is the
  /// later one of both.
  ///
  /// @param mute whose own number does not matter
  public Kept keep(Mute mute) {
    try (Session session = pool.lend()) {
      return session
          .query(
              SqlResource.load(MuteTable.class, "keep", session.version()),
              row -> new Kept(mute(row), row.flag("extended")),
              mute.target().orElse(""),
              mute.check().orElse(""),
              mute.subject().text(),
              Boolean.toString(mute.pages()),
              mute.reason(),
              mute.madeBy(),
              mute.madeAt(),
              mute.endsAt())
          .getFirst();
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
