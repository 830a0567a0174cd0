package dev.ballast.change.rehearse;

import static java.util.Objects.requireNonNull;

import dev.ballast.migrations.SourceRequest;
import dev.ballast.postgres.server.Confinement;
import java.time.Duration;
import java.util.Optional;

/// What is rehearsed, and how.
///
/// @param database in which it runs; empty for the only one of the clone that is not the system's
/// @param role whom it runs as; empty for the owner of the database
/// @param statementLimit bound on one statement
/// @param oneWay why there is no rollback, where none is wanted
/// @param traffic under which it is rehearsed as well; empty for none
/// @param standby whether a standby follows the copy, so that its lag is measured
/// @param hold whether the copy stays up, until the thread is interrupted, where a script fails
/// @param production which the change is forecast for; empty for no forecast
/// @param policy what the change may do
public record RehearsalRequest(
    Subject subject,
    Optional<String> database,
    Optional<String> role,
    Duration statementLimit,
    Optional<String> oneWay,
    Optional<TrafficPlan> traffic,
    boolean standby,
    boolean hold,
    Optional<Production> production,
    RehearsalPolicy policy,
    Confinement confinement) {
  public static final Duration DEFAULT_STATEMENT_LIMIT = Duration.ofHours(1);

  public RehearsalRequest {
    requireNonNull(subject, "subject is null");
    requireNonNull(database, "database is null");
    requireNonNull(role, "role is null");
    requireNonNull(statementLimit, "statementLimit is null");
    requireNonNull(oneWay, "oneWay is null");
    requireNonNull(traffic, "traffic is null");
    requireNonNull(production, "production is null");
    requireNonNull(policy, "policy is null");
    requireNonNull(confinement, "confinement is null");
  }

  /// The change itself.
  public sealed interface Subject {
    /// Migrations as their tool keeps them.
    record Migrations(SourceRequest sources) implements Subject {
      public Migrations {
        requireNonNull(sources, "sources is null");
      }
    }

    /// Statements that are given as text.
    ///
    /// @param undo what takes them back; empty where nobody says
    record Text(String sql, Optional<String> undo) implements Subject {
      public Text {
        requireNonNull(sql, "sql is null");
        requireNonNull(undo, "undo is null");
      }
    }
  }
}
