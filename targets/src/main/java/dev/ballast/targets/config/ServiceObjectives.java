package dev.ballast.targets.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What clients of a target must get.
///
/// @param availability the share of attempts to connect and to run a statement that succeed
/// @param timeWithin the share of time within which the recovery point, the recovery time and the
///     age of the proof are as the objectives ask
/// @param statementTicket a statement whose mean is longer gets a ticket
/// @param statements of all databases
/// @param databases what single databases have instead
public record ServiceObjectives(
    double availability,
    double timeWithin,
    Duration statementTicket,
    StatementTimes statements,
    List<OfDatabase> databases) {
  private static final Duration STATEMENT_P95 = Duration.ofMillis(100);

  public static final ServiceObjectives DEFAULTS =
      new ServiceObjectives(0.9999, 0.99, Duration.ofSeconds(1), StatementTimes.NONE, List.of());

  public ServiceObjectives {
    requireNonNull(statementTicket, "statementTicket is null");
    requireNonNull(statements, "statements is null");
    databases = List.copyOf(databases);
  }

  /// How long the statements of one database may take.
  public record OfDatabase(String database, StatementTimes times) {
    public OfDatabase {
      requireNonNull(database, "database is null");
      requireNonNull(times, "times is null");
    }
  }

  /// What 95 of 100 reading or writing calls in a database take at most: what the database says of
  /// the class, then of all classes, then the target of the class and of all.
  public Duration statementTime(String database, boolean writing) {
    StatementTimes own =
        databases.stream()
            .filter(each -> each.database().equals(database))
            .findFirst()
            .map(OfDatabase::times)
            .orElse(StatementTimes.NONE);
    return ofClass(own, writing)
        .or(own::all)
        .or(() -> ofClass(statements, writing))
        .or(statements::all)
        .orElse(STATEMENT_P95);
  }

  private static Optional<Duration> ofClass(StatementTimes times, boolean writing) {
    return writing ? times.write() : times.read();
  }
}
