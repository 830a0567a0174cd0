package dev.ballast.targets.check;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Finding;
import dev.ballast.evidence.Severity;
import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The checks that are one query each. The query answers a row for each finding, with its remedy,
/// or a row of severity `undecided` where the role may not see what it asks for. It is the file
/// `SqlCheck/<id>.sql`.
enum SqlCheck {
  SUPERUSER(Scope.SERVER, "the role has no more privileges than it needs"),
  REPLICATION_ATTRIBUTE(Scope.SERVER, "the role may stream backups"),
  CONNECTION_LIMIT(Scope.SERVER, "the role may open the sessions a proof uses"),
  PASSWORD_EXPIRY(Scope.SERVER, "the role's password does not expire soon"),
  MONITOR_PRIVILEGE(Scope.SERVER, "the role sees all settings and sessions"),
  WAL_LEVEL(Scope.SERVER, "the WAL holds what a backup needs"),
  WAL_SENDERS(Scope.SERVER, "two WAL senders are free"),
  REPLICATION_SLOTS(Scope.SERVER, "a replication slot is free"),
  DATA_CHECKSUMS(Scope.SERVER, "pages carry checksums"),
  FULL_PAGE_WRITES(Scope.SERVER, "torn pages are repaired after a crash"),
  FSYNC(Scope.SERVER, "writes reach the disk before they are acknowledged"),
  ARCHIVING(Scope.SERVER, "no archiver fails and keeps WAL"),
  STANDBY(Scope.SERVER, "the server's role is known"),
  TABLESPACES(Scope.SERVER, "the tablespaces are known"),
  PRELOADED_LIBRARIES(Scope.SERVER, "the libraries the server loads are known"),
  PREPARED_TRANSACTIONS(Scope.SERVER, "no two-phase transaction is left open"),
  LONG_TRANSACTIONS(Scope.SERVER, "no transaction is open for long"),
  DATABASE_CONNECT(Scope.SERVER, "the role may connect to every database"),
  CLOSED_DATABASES(Scope.SERVER, "every database is valid and admits connections"),
  TABLE_READ(Scope.DATABASE, "every table can be read"),
  ROW_SECURITY(Scope.DATABASE, "no policy hides rows from the role"),
  LOCK_SLOTS(Scope.DATABASE, "all tables can be held still while they are read"),
  UNLOGGED_TABLES(Scope.DATABASE, "the tables that no backup holds are known"),
  LOGIN_TRIGGERS(Scope.DATABASE, "no trigger runs in Ballast's sessions"),
  LIBRARIES(Scope.DATABASE, "the libraries a copy needs are known");

  /// Where a query is asked.
  enum Scope {
    /// Once, in any database.
    SERVER,
    /// In each database.
    DATABASE
  }

  /// One row of an answer: a finding, or the reason why there is none.
  sealed interface Answer {
    record Found(Finding finding) implements Answer {
      public Found {
        requireNonNull(finding, "finding is null");
      }
    }

    record Obstacle(String reason) implements Answer {
      public Obstacle {
        requireNonNull(reason, "reason is null");
      }
    }
  }

  private static final String UNDECIDED = "undecided";

  private final Scope scope;
  private final String claim;

  SqlCheck(Scope scope, String claim) {
    this.scope = scope;
    this.claim = claim;
  }

  /// The id, which is also the file's name.
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Scope scope() {
    return scope;
  }

  String claim() {
    return claim;
  }

  List<Answer> ask(Session session) {
    String sql = SqlResource.load(SqlCheck.class, id(), session.version());
    return session.query(sql, this::answer);
  }

  private Answer answer(Row row) {
    String severity = row.text("severity");
    String message = row.text("message");
    if (severity.equals(UNDECIDED)) {
      return new Answer.Obstacle(message);
    }
    Optional<String> remedy = row.textOrEmpty("remedy");
    return new Answer.Found(
        new Finding(
            id(),
            Severity.valueOf(severity.toUpperCase(Locale.ROOT)),
            row.text("subject"),
            message,
            remedy));
  }
}
