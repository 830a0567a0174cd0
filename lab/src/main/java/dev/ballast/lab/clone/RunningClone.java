package dev.ballast.lab.clone;

import dev.ballast.lab.thin.ThinCopy;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.Isolation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A copy of a clone that takes sessions. Sessions may be opened from any thread.
public final class RunningClone implements AutoCloseable {
  private final CloneRecord record;
  private final CloneLock lock;
  private final CloneServer server;

  RunningClone(CloneRecord record, CloneLock lock, CloneServer server) {
    this.record = record;
    this.lock = lock;
    this.server = server;
  }

  public CloneRecord record() {
    return record;
  }

  /// The copy that it runs on: of which kind it is, where it lies.
  public ThinCopy copy() {
    return server.copy();
  }

  public ServerVersion version() {
    return server.server().installation().version();
  }

  public Isolation isolation() {
    return server.server().isolation().orElseThrow();
  }

  public Path dataDirectory() {
    return server.server().dataDirectory();
  }

  String maintenanceDatabase() {
    return server.server().maintenanceDatabase();
  }

  /// The databases that can be entered.
  public List<String> databases() {
    return server.access().databases();
  }

  /// Ballast's own superuser. No statement of such a session may name a relation that is not
  /// PostgreSQL's own: planning it would run code of the database.
  public Session keeper(String database) {
    return server.access().keeper(database);
  }

  /// The role that a database belongs to; empty where there is no such database.
  public Optional<String> owner(String database) {
    try (Session keeper = keeper(maintenanceDatabase())) {
      return keeper.first(
          "SELECT pg_catalog.pg_get_userbyid(datdba) AS owner FROM pg_catalog.pg_database"
              + " WHERE datname = ?",
          row -> row.text("owner"),
          database);
    }
  }

  /// Whether the clone has a role of that name, which can log in here.
  public boolean hasRole(String role) {
    try (Session keeper = keeper(maintenanceDatabase())) {
      return keeper.one(
          "SELECT EXISTS (SELECT FROM pg_catalog.pg_authid WHERE rolname = ?) AS there",
          row -> row.flag("there"),
          role);
    }
  }

  /// A session of a role of the source, as an application would have it. No role is a superuser.
  public Session as(String role, String database, SessionOptions options) {
    return Session.open(login(role, database), options);
  }

  /// How a role logs in.
  public ConnectionSettings login(String role, String database) {
    return server.access().login(role, database);
  }

  /// Ends the server at once and removes the copy.
  @Override
  public void close() {
    try (lock) {
      server.close();
    }
  }
}
