package dev.ballast.postgres.jdbc;

import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Tls;
import dev.ballast.postgres.wire.UnixSocketFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/// Opens the driver's connections with every bound set.
final class Connections {
  /// The socket may be silent this much longer than the longest statement may run.
  private static final Duration SOCKET_SLACK = Duration.ofSeconds(30);

  /// The driver tells what goes wrong twice: in an exception, and in a log that would reach the
  /// operator's terminal. Held here, since a logger that nobody holds forgets its level.
  private static final Logger DRIVER_LOG = Logger.getLogger("org.postgresql");

  private Connections() {}

  static Connection open(ConnectionSettings settings, SessionOptions options) throws SQLException {
    DRIVER_LOG.setLevel(Level.OFF);
    Properties properties = new Properties();
    PGProperty.USER.set(properties, settings.user());
    settings.password().ifPresent(p -> PGProperty.PASSWORD.set(properties, p.reveal()));
    PGProperty.APPLICATION_NAME.set(properties, options.applicationName());
    int connectSeconds = Math.max(1, Math.toIntExact(settings.connectTimeout().toSeconds()));
    PGProperty.CONNECT_TIMEOUT.set(properties, connectSeconds);
    PGProperty.LOGIN_TIMEOUT.set(properties, connectSeconds);
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    PGProperty.SOCKET_TIMEOUT.set(
        properties, Math.toIntExact(options.statementTimeout().plus(SOCKET_SLACK).toSeconds()));
    PGProperty.GSS_ENC_MODE.set(properties, "disable");
    // A session may read one table at a million shapes; server-side plans are not worth keeping.
    PGProperty.PREPARE_THRESHOLD.set(properties, 0);
    // text in, text out: parameters get their type from the statement, as in psql.
    PGProperty.STRING_TYPE.set(properties, "unspecified");
    PGProperty.OPTIONS.set(
        properties,
        "-c statement_timeout="
            + options.statementTimeout().toMillis()
            + " -c lock_timeout="
            + options.lockTimeout().toMillis());
    protect(properties, settings.tls());
    String host = settings.host();
    if (settings.isUnixSocket()) {
      PGProperty.SOCKET_FACTORY.set(properties, UnixSocketFactory.class.getName());
      PGProperty.SOCKET_FACTORY_ARG.set(properties, settings.unixSocket().toString());
      host = "localhost";
    }
    Connection connection =
        new Driver()
            .connect(
                "jdbc:postgresql://"
                    + bracketed(host)
                    + ":"
                    + settings.port()
                    + "/"
                    + percentEncoded(settings.database()),
                properties);
    if (connection == null) {
      throw new SQLException("the driver did not accept its own address form", "08001");
    }
    return connection;
  }

  private static void protect(Properties properties, Tls tls) {
    PGProperty.SSL_MODE.set(
        properties,
        switch (tls.mode()) {
          case DISABLE -> "disable";
          case REQUIRE -> "require";
          case VERIFY_CA -> "verify-ca";
          case VERIFY_FULL -> "verify-full";
        });
    switch (tls.mode()) {
      case DISABLE -> {}
      // pgjdbc would check the certificate after all if a root lay in ~/.postgresql.
      case REQUIRE ->
          PGProperty.SSL_FACTORY.set(properties, "org.postgresql.ssl.NonValidatingFactory");
      case VERIFY_CA, VERIFY_FULL ->
          tls.rootCertificate()
              .ifPresentOrElse(
                  root -> PGProperty.SSL_ROOT_CERT.set(properties, root.toString()),
                  () ->
                      PGProperty.SSL_FACTORY.set(
                          properties, "org.postgresql.ssl.DefaultJavaSSLFactory"));
    }
  }

  private static String bracketed(String host) {
    return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
  }

  private static String percentEncoded(String database) {
    return java.net.URLEncoder.encode(database, java.nio.charset.StandardCharsets.UTF_8);
  }
}
