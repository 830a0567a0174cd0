package dev.ballast.lab.twin;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.lab.schema.SchemaDump;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.protect.surroundings.Surroundings;
import dev.ballast.protect.surroundings.SurroundingsReading;
import java.time.Instant;
import java.util.List;

/// What a twin is made of: the schema of one database of a target, its roles, its planner's figures
/// and its settings. No row is read, and no privilege on any table is needed.
///
/// @param target whose it is
/// @param readAt when it was read
/// @param parameters what configuration files set, as far as the role may see it
public record TwinSource(
    String target,
    Instant readAt,
    SchemaDump schema,
    SourceDatabase database,
    SourceStatistics statistics,
    List<Surroundings.Setting> parameters) {
  public TwinSource {
    requireNonNull(target, "target is null");
    requireNonNull(readAt, "readAt is null");
    requireNonNull(schema, "schema is null");
    requireNonNull(database, "database is null");
    requireNonNull(statistics, "statistics is null");
    parameters = List.copyOf(parameters);
  }

  /// Asks a target. Throws what [SchemaDump#of] throws.
  ///
  /// @param target what the target is called
  /// @param values whether the statistics are read with the values of rows that they hold: the most
  ///     common ones and the bounds of histograms
  public static TwinSource read(
      String target, ConnectionSettings connection, boolean values, Clock clock) {
    return read(target, connection, SchemaDump.of(connection, clock), values, clock);
  }

  /// The same with a schema that was read before.
  public static TwinSource read(
      String target,
      ConnectionSettings connection,
      SchemaDump schema,
      boolean values,
      Clock clock) {
    try (Session session = Session.open(connection, SessionOptions.of("ballast twin"))) {
      SurroundingsReading surroundings = new SurroundingsReading();
      surroundings.cluster(session);
      return new TwinSource(
          target,
          clock.now(),
          schema,
          SourceDatabase.read(session),
          SourceStatistics.read(session, values),
          surroundings.result().settings());
    }
  }
}
