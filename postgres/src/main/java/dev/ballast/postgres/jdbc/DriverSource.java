package dev.ballast.postgres.jdbc;

import dev.ballast.postgres.ConnectionSettings;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;

/// The driver's connections as the pool asks for them: always the same bounds, and the server and
/// role that are named at the time.
final class DriverSource implements DataSource {
  private final Supplier<ConnectionSettings> settings;
  private final SessionOptions options;
  private volatile Optional<ConnectionSettings> last = Optional.empty();

  DriverSource(Supplier<ConnectionSettings> settings, SessionOptions options) {
    this.settings = settings;
    this.options = options;
  }

  /// What the newest connection was opened with, or tried with.
  ConnectionSettings last() {
    return last.orElseGet(settings);
  }

  @Override
  public Connection getConnection() throws SQLException {
    ConnectionSettings now = settings.get();
    last = Optional.of(now);
    return Connections.open(now, options);
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("the role is the settings'");
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    throw new SQLFeatureNotSupportedException("there is no log");
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    throw new SQLFeatureNotSupportedException("there is no log");
  }

  @Override
  public void setLoginTimeout(int seconds) {
    // The settings bound it.
  }

  @Override
  public int getLoginTimeout() {
    return Math.toIntExact(
        last.map(ConnectionSettings::connectTimeout)
            .orElse(ConnectionSettings.DEFAULT_CONNECT_TIMEOUT)
            .toSeconds());
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("there is no log");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("no " + type.getName());
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
