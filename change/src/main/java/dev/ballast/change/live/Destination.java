package dev.ballast.change.live;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.lab.schema.SchemaDump;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.rules.lint.Workload;
import java.util.List;
import java.util.Optional;

/// Where migrations will run, as far as it is known. No server is queried until
/// a method here does it.
///
/// @param major of PostgreSQL, 14 to 18, where it was named
/// @param server the server itself, where it may be asked
/// @param tables sizes and traffic from a configuration; ignored where there is a server
/// @param tablesSource where they come from, for the sentence that quotes it
public record Destination(
    Optional<Integer> major,
    Optional<Server> server,
    List<TableFigures> tables,
    String tablesSource) {
  /// Assumed where nobody says which major the server has.
  public static final int DEFAULT_MAJOR = 18;

  public Destination {
    requireNonNull(major, "major is null");
    requireNonNull(server, "server is null");
    tables = List.copyOf(tables);
    requireNonNull(tablesSource, "tablesSource is null");
  }

  /// A server that may be asked; it is only read.
  ///
  /// @param name as reports name it
  /// @param schemaWanted whether its schema is asked, and not only sizes and traffic
  public record Server(String name, ConnectionSettings connection, boolean schemaWanted) {
    public Server {
      requireNonNull(name, "name is null");
      requireNonNull(connection, "connection is null");
    }
  }

  /// The server's own schema; empty where there is none to ask. Faults: those of
  /// [SchemaDump#of(ConnectionSettings, Clock)].
  public Optional<SchemaDump> dump(Clock clock) {
    return server
        .filter(Server::schemaWanted)
        .map(Server::connection)
        .map(connection -> SchemaDump.of(connection, clock));
  }

  /// The major that is meant.
  ///
  /// @param dump of the server, where it was asked
  public int assumedMajor(Optional<SchemaDump> dump) {
    return major.or(() -> dump.map(each -> each.version().major())).orElse(DEFAULT_MAJOR);
  }

  /// Sizes and traffic of the tables; of the server, if there is one. Faults: those of
  /// [LiveWorkload#of].
  public Workload workload() {
    if (server.isPresent()) {
      return LiveWorkload.of(server.get().connection(), server.get().name());
    }
    return tables.isEmpty() ? Workload.UNKNOWN : KnownWorkload.of(tables, tablesSource);
  }
}
