package dev.ballast.change.claim;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.rehearse.TrafficPlan.Source;
import dev.ballast.evidence.Clock;
import dev.ballast.lab.traffic.production.ProductionSource;
import dev.ballast.lab.traffic.production.StatementStatistics;
import dev.ballast.lab.traffic.recorded.RecordedFile;
import dev.ballast.lab.traffic.script.PgbenchSource;
import dev.ballast.lab.traffic.script.ScriptFile;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Where the statements of the traffic come from.
public sealed interface TrafficOrigin {
  /// What the server that the change is for has counted in pg_stat_statements. It is only read.
  ///
  /// @param target its name
  /// @param ratePerSecond empty for that of the server
  record Statements(String target, ConnectionSettings connection, OptionalDouble ratePerSecond)
      implements TrafficOrigin {
    public Statements {
      requireNonNull(target, "target is null");
      requireNonNull(connection, "connection is null");
      requireNonNull(ratePerSecond, "ratePerSecond is null");
    }
  }

  /// Scripts of pgbench.
  ///
  /// @param files each perhaps with its weight: `buy.sql@3`
  /// @param ratePerSecond empty for the usual one
  record Scripts(Path folder, List<String> files, OptionalDouble ratePerSecond)
      implements TrafficOrigin {
    public Scripts {
      requireNonNull(folder, "folder is null");
      files = List.copyOf(files);
      requireNonNull(ratePerSecond, "ratePerSecond is null");
    }
  }

  /// What sessions of a server did, from its log or a file of pgreplay.
  ///
  /// @param database whose statements are taken; empty for all
  /// @param factor 2 is twice as fast as recorded
  record Recorded(Path file, Optional<String> database, double factor) implements TrafficOrigin {
    public Recorded {
      requireNonNull(file, "file is null");
      requireNonNull(database, "database is null");
    }
  }

  /// For people.
  default String title() {
    return switch (this) {
      case Statements statements -> "pg_stat_statements of " + statements.target();
      case Scripts scripts -> String.join(", ", scripts.files());
      case Recorded recorded -> "the recording " + recorded.file();
    };
  }

  /// Reads what has to be read before a clone is made.
  default Source open(Clock clock) {
    return switch (this) {
      case Statements statements -> {
        try (Session session =
            Session.open(statements.connection(), SessionOptions.of("ballast"))) {
          yield new Source.Repeated(
              new ProductionSource(
                  StatementStatistics.read(session), ProductionSource.DEFAULT_TOP, clock),
              statements.ratePerSecond());
        }
      }
      case Scripts scripts ->
          new Source.Repeated(
              PgbenchSource.of(
                  scripts.files().stream()
                      .map(file -> ScriptFile.read(scripts.folder(), file))
                      .toList(),
                  Map.of()),
              scripts.ratePerSecond());
      case Recorded recorded -> {
        RecordedFile file = new RecordedFile(recorded.file(), recorded.database());
        file.requireRecording();
        yield new Source.Recorded(file, recorded.factor());
      }
    };
  }
}
