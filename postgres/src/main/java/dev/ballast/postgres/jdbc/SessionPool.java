package dev.ballast.postgres.jdbc;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.ballast.postgres.ConnectionSettings;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/// Connections to one database that are kept open and lent one by one, each with the bounds of the
/// session options it was made with. Nothing connects before the first loan, so a server that
/// cannot be reached is the error of the loan. Safe for any number of threads.
public final class SessionPool implements AutoCloseable {
  private static final Duration WAIT = Duration.ofSeconds(10);
  private static final Duration IDLE = Duration.ofMinutes(5);

  private final ConnectionSettings settings;
  private final SessionOptions options;
  private final HikariDataSource connections;

  private SessionPool(
      ConnectionSettings settings, SessionOptions options, HikariDataSource connections) {
    this.settings = settings;
    this.options = options;
    this.connections = connections;
  }

  /// A pool that has not connected yet.
  ///
  /// @param size the most connections that are open at a time
  public static SessionPool of(ConnectionSettings settings, SessionOptions options, int size) {
    requireNonNull(settings, "settings is null");
    requireNonNull(options, "options is null");
    if (size < 1) {
      throw new IllegalArgumentException("a pool of no connections");
    }
    HikariConfig config = new HikariConfig();
    config.setPoolName(options.applicationName());
    config.setDataSource(new DriverSource(settings, options));
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(WAIT.toMillis());
    config.setIdleTimeout(IDLE.toMillis());
    // The pool begins without asking the server, and asks again for each loan.
    config.setInitializationFailTimeout(-1);
    return new SessionPool(settings, options, new HikariDataSource(config));
  }

  /// A session that goes back when it is closed. Waits up to 10 s for a free one; throws what kept
  /// the server from being reached.
  public Session lend() {
    try {
      return Session.over(connections.getConnection(), settings, options);
    } catch (SQLException e) {
      SQLException reason = e.getCause() instanceof SQLException cause ? cause : e;
      throw Failures.connecting(reason, settings, "connecting to " + settings.display());
    }
  }

  public ConnectionSettings settings() {
    return settings;
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
