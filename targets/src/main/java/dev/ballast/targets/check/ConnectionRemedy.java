package dev.ballast.targets.check;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.RefusalMessage;
import dev.ballast.postgres.TlsMode;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.sql.Identifier;
import dev.ballast.targets.config.Target;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text that fixes a connection which was not admitted: SQL for the server, a line for
/// `pg_hba.conf`, or what to change in the target's configuration.
final class ConnectionRemedy {
  /// An IPv4 or IPv6 address: whatever language the server speaks, the address is the
  /// one that it sees, which behind a translated network is not ours.
  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F]{0,4}(:[0-9a-fA-F]{0,4}){2,7}");

  private static final Pattern PLAIN_NAME = Pattern.compile("[a-z_][a-z0-9_$]*");
  private static final Set<String> HBA_KEYWORDS =
      Set.of("all", "sameuser", "samerole", "samegroup", "replication");

  private final Target target;
  private final boolean walIsMinimal;
  private final String database;

  ConnectionRemedy(Target target) {
    this(target, false, target.endpoint().database());
  }

  private ConnectionRemedy(Target target, boolean walIsMinimal, String database) {
    this.target = target;
    this.walIsMinimal = walIsMinimal;
    this.database = database;
  }

  /// The same, knowing a server that admitted a session.
  ConnectionRemedy at(Session admitted) {
    return new ConnectionRemedy(
        target, admitted.text("SHOW wal_level").equals("minimal"), database);
  }

  /// The same for a connection to another database of the server.
  ConnectionRemedy in(String other) {
    return new ConnectionRemedy(target, walIsMinimal, other);
  }

  /// @param databaseField what is in the second field of a `pg_hba.conf` line: a database's
  ///     name, `all`, or `replication`
  Optional<String> of(Fault fault, String databaseField) {
    if (!(fault.code() instanceof PostgresError code)) {
      return fault.hint();
    }
    String role = new Identifier(target.endpoint().user()).toString();
    String message = fault.getMessage();
    return switch (code) {
      case NO_HBA_ENTRY -> Optional.of(hbaLine(message, databaseField));
      case AUTHENTICATION_FAILED -> Optional.of(authentication(message, role));
      case PRIVILEGE_MISSING ->
          Optional.of(
              databaseField.equals("replication")
                  ? "ALTER ROLE " + role + " REPLICATION;"
                  : "GRANT CONNECT ON DATABASE " + new Identifier(database) + " TO " + role + ";");
      case SERVER_UNREACHABLE ->
          Optional.of(
              """
              # If the server runs on that host, as a superuser there:
              ALTER SYSTEM SET listen_addresses = '*';
              -- Then restart the server, and let port %d through the firewalls between."""
                  .formatted(target.endpoint().port()));
      case DATABASE_MISSING ->
          Optional.of("# In ballast.yaml, or in the URL's path:\ndatabase: postgres");
      case TLS_FAILED -> certificate(fault);
      case TLS_NOT_OFFERED ->
          Optional.of(
              """
              -- With server.crt and server.key in the data directory:
              ALTER SYSTEM SET ssl = on;
              SELECT pg_reload_conf();
              -- Plain text instead lets anyone on the network path read and change all data.
              -- In ballast.yaml (in a URL, sslmode=disable): tls: disable""");
      case AUTHENTICATION_REFUSED ->
          Optional.of(
              """
              ALTER SYSTEM SET password_encryption = 'scram-sha-256';
              SELECT pg_reload_conf();
              ALTER ROLE %s PASSWORD '...';
              -- And let the line of pg_hba.conf say scram-sha-256. Or, in ballast.yaml, with what
              -- that gives up: %s"""
                  .formatted(role, fault.hint().orElse("").replace("\n", " ")));
      case SERVER_BUSY -> busy(message, role).or(fault::hint);
      default -> fault.hint();
    };
  }

  /// Where no certificate is checked, none can help.
  private Optional<String> certificate(Fault fault) {
    return target.endpoint().tls().mode() == TlsMode.REQUIRE
        ? fault.hint()
        : Optional.of(
            """
            # In ballast.yaml: the certificate of the authority that signed the server's, and
            # as host a name that the server's certificate holds. In a URL: sslrootcert.
            root-certificate: PATH
            # Encryption alone, where any server is accepted as the server: tls: require""");
  }

  /// The statement for the limit that the message names; in another language, the fault's own hint
  /// has to do.
  private Optional<String> busy(String message, String role) {
    if (RefusalMessage.ROLE_LIMIT.isIn(message)) {
      return Optional.of("ALTER ROLE " + role + " CONNECTION LIMIT 8;");
    }
    if (RefusalMessage.DATABASE_LIMIT.isIn(message)) {
      return Optional.of("ALTER DATABASE " + new Identifier(database) + " CONNECTION LIMIT -1;");
    }
    // A server with WAL senders refuses to start where wal_level is minimal.
    return RefusalMessage.WAL_SENDER_LIMIT.isIn(message)
        ? Optional.of(
            (walIsMinimal ? "ALTER SYSTEM SET wal_level = 'replica';\n" : "")
                + "ALTER SYSTEM SET max_wal_senders = 10;\n-- Then restart the server.")
        : Optional.empty();
  }

  private String authentication(String message, String role) {
    if (RefusalMessage.ROLE_WITHOUT_LOGIN.isIn(message)) {
      return "ALTER ROLE " + role + " LOGIN;";
    }
    if (RefusalMessage.ROLE_MISSING.isIn(message)) {
      return """
      CREATE ROLE %1$s LOGIN REPLICATION BYPASSRLS PASSWORD '...';
      GRANT pg_read_all_data, pg_monitor TO %1$s;"""
          .formatted(role);
    }
    return """
    ALTER ROLE %s PASSWORD '...';
    -- Or put the right password where it is taken from: %s"""
        .formatted(role, target.password().display());
  }

  private String hbaLine(String message, String databaseField) {
    Matcher matcher = ADDRESS.matcher(message);
    String address = matcher.find() ? matcher.group() : "ADDRESS";
    return "%s %s %s %s%s scram-sha-256\n"
            .formatted(
                target.endpoint().tls().mode() == TlsMode.DISABLE ? "host" : "hostssl",
                databaseField,
                hbaName(target.endpoint().user()),
                address,
                address.contains(":") ? "/128" : "/32")
        + "# This belongs into pg_hba.conf, above any line that rejects it. Then:"
        + " SELECT pg_reload_conf();";
  }

  /// A name as a field of `pg_hba.conf`: quoted where it would be read as something else.
  static String hbaName(String name) {
    return PLAIN_NAME.matcher(name).matches() && !HBA_KEYWORDS.contains(name)
        ? name
        : "\"" + name.replace("\"", "\"\"") + "\"";
  }
}
