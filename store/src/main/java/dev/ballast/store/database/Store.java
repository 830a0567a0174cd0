package dev.ballast.store.database;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Undo;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.postgres.jdbc.StartupSetting;
import dev.ballast.postgres.server.KeptCluster;
import dev.ballast.postgres.server.ServerSetting;
import dev.ballast.store.StoreError;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Ballast's own PostgreSQL. It may be away, at first and later: its sessions are lent only while
/// it is reachable and has the tables that this version needs. Safe for any number of threads.
public final class Store implements AutoCloseable {
  /// The major that an embedded store runs on, after an upgrade where it was made on an earlier
  /// one.
  static final int MAJOR = 18;

  private static final int CONNECTIONS = 8;

  /// Small: a node may have little memory. Safe against loss of power.
  static final List<ServerSetting> EMBEDDED =
      List.of(
          new ServerSetting("fsync", "on"),
          new ServerSetting("max_connections", "30"),
          new ServerSetting("shared_buffers", "64MB"),
          new ServerSetting("max_wal_size", "512MB"),
          new ServerSetting("jit", "off"));

  private final StoreLocation where;
  private final Clock clock;
  private final SessionPool connections;
  private final SessionPool pool;
  private final ReentrantLock reaching = new ReentrantLock();
  private volatile Optional<KeptCluster> embedded = Optional.empty();
  private volatile Optional<Fault> away =
      Optional.of(Fault.of(StoreError.STORE_AWAY, "the store was not reached yet"));

  private Store(StoreLocation where, Clock clock) {
    this.where = where;
    this.clock = clock;
    this.connections = SessionPool.of(this::settings, options(), CONNECTIONS);
    this.pool = connections.behind(this::requireThere);
  }

  /// A store that was not reached yet.
  public static Store of(StoreLocation where, Clock clock) {
    requireNonNull(where, "where is null");
    requireNonNull(clock, "clock is null");
    return new Store(where, clock);
  }

  /// A store that was reached.
  public static Store open(StoreLocation where, Clock clock) {
    Store store = of(where, clock);
    try (Undo<RuntimeException> undo = Undo.unlessKept(store::close)) {
      store.reach();
      return undo.keep(store);
    }
  }

  static SessionOptions options() {
    return SessionOptions.onOwnServer("ballast store")
        .withSettings(List.of(new StartupSetting("search_path", StoreSchema.NAME)));
  }

  private ConnectionSettings settings() {
    return switch (where) {
      case StoreLocation.Embedded ignored ->
          embedded.map(KeptCluster::settings).orElseThrow(() -> lost(away.orElseThrow()));
      case StoreLocation.External external -> external.settings().get();
    };
  }

  /// Whether a fault of [#reach()] may pass by itself: the store is away. Any other has to be dealt
  /// with by somebody.
  public static boolean isPassing(Fault fault) {
    return fault.code() instanceof PostgresError code
        && switch (code) {
          case SERVER_UNREACHABLE,
              CONNECTION_LOST,
              SERVER_BUSY,
              SERVER_SHUTTING_DOWN,
              SERVER_ERROR,
              SERVER_START_FAILED,
              SERVER_UNRESPONSIVE,
              STATEMENT_TIMEOUT,
              SESSION_TIMEOUT,
              LOCK_TIMEOUT ->
              true;
          default -> false;
        };
  }

  /// Makes the store reachable, or finds out that it is: starts an embedded server that is not
  /// running, asks the server, and after an absence brings the tables up to date. One attempt,
  /// which throws what kept it from succeeding.
  ///
  /// @return whether the store had been away
  public boolean reach() {
    reaching.lock();
    try {
      boolean started = startEmbedded();
      boolean back = started || away.isPresent();
      if (back) {
        // A pool takes its time to find out that a server answers again.
        try (Session session = Session.open(settings(), options())) {
          StoreServer.requireFit(session);
        }
        StoreSchema.migrate(connections.asDataSource());
      } else {
        try (Session session = connections.lend()) {
          StoreServer.requireWritable(session);
        }
      }
      away = Optional.empty();
      return back;
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      away = Optional.of(fault);
      throw fault;
    } finally {
      reaching.unlock();
    }
  }

  private boolean startEmbedded() {
    if (!(where instanceof StoreLocation.Embedded own)) {
      return false;
    }
    if (embedded.isPresent()) {
      return embedded.get().keepRunning();
    }
    embedded = Optional.of(new StoreUpgrade(own.folder(), clock).open());
    return true;
  }

  /// Why the store cannot be used at present.
  public Optional<Fault> away() {
    return away;
  }

  private void requireThere() {
    away.ifPresent(
        why -> {
          throw lost(why);
        });
  }

  private static Fault lost(Fault why) {
    Fault lost =
        Fault.of(StoreError.STORE_AWAY, "the store cannot be reached")
            .detail(
                "%s (%s)%s"
                    .formatted(
                        why.getMessage(),
                        why.code().id(),
                        why.detail().map(detail -> ": " + detail).orElse("")))
            .cause(why);
    return why.hint().map(lost::hint).orElse(lost);
  }

  /// `kill -9` of an embedded server, for tests.
  void crash() {
    embedded.ifPresent(KeptCluster::crash);
  }

  /// Lends sessions while the store is there; throws `store-away` at once while it is not.
  public SessionPool pool() {
    return pool;
  }

  /// Stops the embedded server with a checkpoint.
  @Override
  public void close() {
    connections.close();
    embedded.ifPresent(KeptCluster::close);
  }
}
