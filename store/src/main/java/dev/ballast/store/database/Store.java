package dev.ballast.store.database;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Undo;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.postgres.jdbc.StartupSetting;
import dev.ballast.postgres.server.KeptCluster;
import dev.ballast.postgres.server.ServerSetting;
import java.util.List;
import java.util.Optional;

/// Ballast's own PostgreSQL, opened: reachable, with the tables that this version needs. Safe for
/// any number of threads.
public final class Store implements AutoCloseable {
  /// The major that a new embedded store runs on.
  private static final int MAJOR = 18;

  private static final int CONNECTIONS = 8;

  /// Small: a node may have little memory. Safe against loss of power.
  private static final List<ServerSetting> EMBEDDED =
      List.of(
          new ServerSetting("fsync", "on"),
          new ServerSetting("max_connections", "30"),
          new ServerSetting("shared_buffers", "64MB"),
          new ServerSetting("max_wal_size", "512MB"),
          new ServerSetting("jit", "off"));

  private final Optional<KeptCluster> embedded;
  private final SessionPool pool;

  private Store(Optional<KeptCluster> embedded, SessionPool pool) {
    this.embedded = embedded;
    this.pool = pool;
  }

  /// Starts an embedded store or connects to an external one, and brings its tables up to date.
  public static Store open(StoreLocation where, Clock clock) {
    requireNonNull(clock, "clock is null");
    return switch (where) {
      case StoreLocation.Embedded own -> {
        KeptCluster cluster = KeptCluster.open(own.folder(), MAJOR, EMBEDDED, clock);
        try (Undo<RuntimeException> undo = Undo.unlessKept(cluster::close)) {
          yield undo.keep(over(Optional.of(cluster), cluster.settings()));
        }
      }
      case StoreLocation.External(ConnectionSettings settings) -> over(Optional.empty(), settings);
    };
  }

  private static Store over(Optional<KeptCluster> embedded, ConnectionSettings settings) {
    SessionOptions options =
        SessionOptions.onOwnServer("ballast store")
            .withSettings(List.of(new StartupSetting("search_path", StoreSchema.NAME)));
    SessionPool pool = SessionPool.of(settings, options, CONNECTIONS);
    try (Undo<RuntimeException> undo = Undo.unlessKept(pool::close)) {
      // What keeps the server from being reached is said by the first loan.
      pool.lend().close();
      StoreSchema.migrate(pool.asDataSource());
      return undo.keep(new Store(embedded, pool));
    }
  }

  /// Starts an embedded server again that has ended; returns whether it had. For one thread.
  public boolean keepRunning() {
    return embedded.map(KeptCluster::keepRunning).orElse(false);
  }

  /// `kill -9` of an embedded server, for tests.
  void crash() {
    embedded.ifPresent(KeptCluster::crash);
  }

  public SessionPool pool() {
    return pool;
  }

  /// Stops the embedded server with a checkpoint.
  @Override
  public void close() {
    pool.close();
    embedded.ifPresent(KeptCluster::close);
  }
}
