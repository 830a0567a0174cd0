package dev.ballast.change.state;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.jdbc.Session;
import java.util.function.Function;

/// What a database is and what it holds.
public record DatabaseState(CatalogState catalog, ContentState content) {
  /// Sessions by which tables are read.
  public static final int SESSIONS = 4;

  public DatabaseState {
    requireNonNull(catalog, "catalog is null");
    requireNonNull(content, "content is null");
  }

  /// Reads a database that nobody writes to. Reading it takes each table into memory once, and so
  /// the caches: between two measurements it belongs to neither.
  ///
  /// States that are compared must be read by one process: the hashes in them have a seed of it.
  ///
  /// @param opener opens a superuser's session to a database of that name
  public static DatabaseState read(Function<String, Session> opener, String database) {
    requireNonNull(opener, "opener is null");
    requireNonNull(database, "database is null");
    CatalogState catalog;
    try (Session session = opener.apply(database)) {
      catalog = CatalogState.read(session);
    }
    return new DatabaseState(catalog, ContentState.read(() -> opener.apply(database), SESSIONS));
  }
}
