package dev.ballast.postgres.jdbc;

import dev.ballast.evidence.Correlation;
import dev.ballast.postgres.AuthenticationMethod;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Tls;
import dev.ballast.postgres.wire.protocol.LoopbackSocketFactory;
import dev.ballast.postgres.wire.protocol.UnixSocketFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/// Opens the driver's connections with every bound set.
final class Connections {
  /// As in the replication protocol's client: a false server may keep this one computing for about
  /// a second.
  private static final int SCRAM_ITERATIONS_LIMIT = 1_000_000;

  /// The driver reports what goes wrong twice: in an exception, and in a log that would reach the
  /// operator's terminal. Held here, since a logger that nobody holds forgets its level.
  private static final Logger DRIVER_LOG = Logger.getLogger("org.postgresql");

  private Connections() {}

  /// With the id of what the session is opened for, by which the server's own log is joined with
  /// Ballast's.
  private static String named(SessionOptions options) {
    return Correlation.current()
        .map(id -> options.applicationName() + " " + id)
        .orElse(options.applicationName());
  }

  static Connection open(ConnectionSettings settings, SessionOptions options) throws SQLException {
    DRIVER_LOG.setLevel(Level.OFF);
    Properties properties = new Properties();
    PGProperty.USER.set(properties, settings.user());
    authenticate(properties, settings);
    PGProperty.APPLICATION_NAME.set(properties, named(options));
    int connectSeconds = Math.max(1, Math.toIntExact(settings.connectTimeout().toSeconds()));
    PGProperty.CONNECT_TIMEOUT.set(properties, connectSeconds);
    PGProperty.LOGIN_TIMEOUT.set(properties, connectSeconds);
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    PGProperty.SOCKET_TIMEOUT.set(
        properties,
        Math.toIntExact(options.statementTimeout().plus(options.answerSlack()).toSeconds()));
    // A session may read one table at a million shapes; server-side plans are not worth keeping.
    PGProperty.PREPARE_THRESHOLD.set(properties, 0);
    // text in, text out: parameters get their type from the statement, as in psql.
    PGProperty.STRING_TYPE.set(properties, "unspecified");
    // Otherwise the driver sends SET statements of its own, ahead of our first one.
    PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "9.4");
    PGProperty.OPTIONS.set(properties, startupOptions(options));
    protect(properties, settings.tls());
    String host = settings.host();
    if (settings.isUnixSocket()) {
      PGProperty.SOCKET_FACTORY.set(properties, UnixSocketFactory.class.getName());
      PGProperty.SOCKET_FACTORY_ARG.set(properties, settings.unixSocket().toString());
      host = "localhost";
    }
    if (settings.isLoopback()) {
      PGProperty.SOCKET_FACTORY.set(properties, LoopbackSocketFactory.class.getName());
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

  /// The later of two settings of one parameter counts, so the session's own outrank its pins.
  private static String startupOptions(SessionOptions options) {
    Stream<StartupSetting> bounds =
        Stream.of(
            new StartupSetting(
                "statement_timeout", Long.toString(options.statementTimeout().toMillis())),
            new StartupSetting("lock_timeout", Long.toString(options.lockTimeout().toMillis())));
    return Stream.of(options.pins().atStartup().stream(), bounds, options.settings().stream())
        .flatMap(settings -> settings)
        .map(StartupSetting::asOption)
        .collect(Collectors.joining(" "));
  }

  /// The driver asks [PasswordGate] for the password when a server wants it, never a password file;
  /// what needs no password is decided here.
  private static void authenticate(Properties properties, ConnectionSettings settings) {
    PGProperty.AUTHENTICATION_PLUGIN_CLASS_NAME.set(properties, PasswordGate.class.getName());
    PasswordGate.open(properties, settings);
    PGProperty.REQUIRE_AUTH.set(
        properties,
        Arrays.stream(AuthenticationMethod.values())
            // A method that asks for the password is refused by the gate, which says its name.
            .filter(method -> method != AuthenticationMethod.NONE || settings.accepts(method))
            .map(AuthenticationMethod::text)
            .collect(Collectors.joining(",")));
    PGProperty.CHANNEL_BINDING.set(
        properties, settings.requiresChannelBinding() ? "require" : "prefer");
    PGProperty.SCRAM_MAX_ITERATIONS.set(properties, SCRAM_ITERATIONS_LIMIT);
    PGProperty.GSS_ENC_MODE.set(properties, "disable");
  }

  private static void protect(Properties properties, Tls tls) {
    PGProperty.SSL_MODE.set(properties, tls.mode().text());
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
