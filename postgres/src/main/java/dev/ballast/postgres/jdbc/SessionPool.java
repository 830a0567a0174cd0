package dev.ballast.postgres.jdbc;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.ConnectionSettings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;
import javax.sql.DataSource;

/// Connections to one database that are kept open and lent one by one, each with the bounds of the
/// session options it was made with. Nothing connects before the first loan, so a server that
/// cannot be reached is the error of the loan. Safe for any number of threads.
public final class SessionPool implements AutoCloseable {
  private static final Duration WAIT = Duration.ofSeconds(10);
  private static final Duration IDLE = Duration.ofMinutes(5);

  private final DriverSource source;
  private final SessionOptions options;
  private final HikariDataSource connections;
  private final Runnable gate;

  private SessionPool(
      DriverSource source, SessionOptions options, HikariDataSource connections, Runnable gate) {
    this.source = source;
    this.options = options;
    this.connections = connections;
    this.gate = gate;
  }

  /// A pool that has not connected yet.
  ///
  /// @param size the most connections that are open at a time
  public static SessionPool of(ConnectionSettings settings, SessionOptions options, int size) {
    requireNonNull(settings, "settings is null");
    return of(() -> settings, options, size);
  }

  /// A pool of a server whose address or password may change: each new connection asks for them.
  ///
  /// @param settings may throw a fault, which is then that of the loan
  public static SessionPool of(
      Supplier<ConnectionSettings> settings, SessionOptions options, int size) {
    requireNonNull(settings, "settings is null");
    requireNonNull(options, "options is null");
    if (size < 1) {
      throw new IllegalArgumentException("a pool of no connections");
    }
    HikariConfig config = new HikariConfig();
    config.setPoolName(options.applicationName());
    DriverSource source = new DriverSource(settings, options);
    config.setDataSource(source);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(WAIT.toMillis());
    config.setIdleTimeout(IDLE.toMillis());
    // The pool begins without asking the server, and asks again for each loan.
    config.setInitializationFailTimeout(-1);
    return new SessionPool(source, options, new HikariDataSource(config), () -> {});
  }

  /// The same connections behind a gate, which throws why none is to be lent at present. Closing
  /// either closes both.
  public SessionPool behind(Runnable gate) {
    return new SessionPool(source, options, connections, requireNonNull(gate, "gate is null"));
  }

  /// A session that goes back when it is closed. Waits up to 10 s for a free one; throws what kept
  /// the server from being reached.
  public Session lend() {
    gate.run();
    try {
      return Session.over(connections.getConnection(), source.last(), options);
    } catch (SQLException e) {
      if (e.getCause() instanceof Fault fault) {
        throw fault;
      }
      SQLException reason = e.getCause() instanceof SQLException cause ? cause : e;
      ConnectionSettings settings = source.last();
      throw Failures.connecting(reason, settings, "connecting to " + settings.display());
    }
  }

  /// The same connections, for libraries that run statements of their own.
  public DataSource asDataSource() {
    return connections;
  }

  /// Cuts all connections, lent ones too.
  @Override
  public void close() {
    connections.close();
  }
}
