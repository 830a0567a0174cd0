package dev.ballast.postgres.jdbc;

import dev.ballast.postgres.ConnectionSettings;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/// The driver's connections as the pool asks for them: always the same server, role and bounds.
final class DriverSource implements DataSource {
  private final ConnectionSettings settings;
  private final SessionOptions options;

  DriverSource(ConnectionSettings settings, SessionOptions options) {
    this.settings = settings;
    this.options = options;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return Connections.open(settings, options);
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
    return Math.toIntExact(settings.connectTimeout().toSeconds());
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
