package dev.ballast.protect.moment;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.Lsn;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// What one committed transaction did to one relation, or to one database.
///
/// @param xid the transaction's 32-bit id
/// @param at when it committed, by the source's clock
/// @param before the last record that recovery may replay for the relation to be as it was; to be
///     given to `restore --to-lsn`
/// @param commit the record with which it is as the transaction left it
/// @param rows how many rows; of what was dropped or truncated an estimate, as ANALYZE last counted
/// @param doubts what is not known for certain, and why
public record LogEvent(
    Kind kind,
    long xid,
    Instant at,
    Lsn before,
    Lsn commit,
    Subject subject,
    OptionalLong rows,
    Optional<String> doubts) {
  public LogEvent {
    requireNonNull(kind, "kind is null");
    requireNonNull(at, "at is null");
    requireNonNull(before, "before is null");
    requireNonNull(commit, "commit is null");
    requireNonNull(subject, "subject is null");
    requireNonNull(rows, "rows is null");
    requireNonNull(doubts, "doubts is null");
  }

  /// What happened.
  public enum Kind {
    DROPPED,
    TRUNCATED,
    DELETED,
    UPDATED,
    DATABASE_DROPPED
  }

  /// What it happened to.
  ///
  /// @param schema empty for a database, and where it is not known
  /// @param relation empty for a database
  public record Subject(String database, String schema, String relation) {
    public Subject {
      requireNonNull(database, "database is null");
      requireNonNull(schema, "schema is null");
      requireNonNull(relation, "relation is null");
    }

    static Subject ofDatabase(String name) {
      return new Subject(name, "", "");
    }

    /// As in a message: the database, and after a slash the relation with its schema.
    public String text() {
      if (relation.isEmpty()) {
        return database;
      }
      return database + "/" + (schema.isEmpty() ? "" : schema + ".") + relation;
    }
  }
}
