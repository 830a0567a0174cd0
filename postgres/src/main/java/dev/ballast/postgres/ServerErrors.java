package dev.ballast.postgres;

import dev.ballast.evidence.Fault;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Turns a server's error, known by its SQLSTATE, into a fault; the same for SQL and for the
/// replication protocol. The codes are those of the manual's appendix "PostgreSQL Error Codes".
public final class ServerErrors {
  private static final Pattern HBA_MESSAGE =
      Pattern.compile("\"([0-9a-fA-F.:]+)\".*?\"(.*?)\".*?\"(.*?)\"");

  private static final Pattern DENIED_DATABASE = Pattern.compile("for database \"(.*?)\"");
  private static final Pattern CONNECTING_USER = Pattern.compile("^connecting to (.+)@");
  private static final Pattern PLAIN_NAME = Pattern.compile("[a-z_][a-z0-9_$]*");
  private static final Set<String> HBA_KEYWORDS =
      Set.of("all", "sameuser", "samerole", "samegroup", "replication");

  /// A file that holds data, rather than a library or a configuration file.
  private static final Pattern DATA_FILE =
      Pattern.compile("\"(base|global|pg_tblspc|pg_xact|pg_multixact)/");

  private ServerErrors() {}

  /// The fault for an error a server reported.
  ///
  /// @param doing what Ballast was doing, for the detail: "connecting to a@h:5432/db"
  public static Fault fault(
      String sqlState,
      String message,
      Optional<String> detail,
      Optional<String> hint,
      String doing) {
    PostgresError code = code(sqlState, message);
    Fault fault =
        Fault.of(code, message)
            .detail(
                "while "
                    + doing
                    + (sqlState.isEmpty() ? "" : " (SQLSTATE " + sqlState + ")")
                    + detail.map(d -> "; " + d).orElse(""));
    Optional<String> advice = hint.or(() -> ownHint(code, message, doing));
    return advice.map(fault::hint).orElse(fault);
  }

  static PostgresError code(String sqlState, String message) {
    return switch (sqlState) {
      case "28P01" -> PostgresError.AUTHENTICATION_FAILED;
      case "28000" ->
          RefusalMessage.NOT_ADMITTED.isIn(message)
              ? PostgresError.NO_HBA_ENTRY
              : PostgresError.AUTHENTICATION_FAILED;
      case "3D000" -> PostgresError.DATABASE_MISSING;
      case "42501" -> PostgresError.PRIVILEGE_MISSING;
      case "53300", "53400" -> PostgresError.SERVER_BUSY;
      case "57P01", "57P02", "57P03" -> PostgresError.SERVER_SHUTTING_DOWN;
      case "57014" -> PostgresError.STATEMENT_TIMEOUT;
      case "XX001", "XX002" -> PostgresError.DATA_CORRUPTED;
      case "58P01" ->
          DATA_FILE.matcher(message).find()
              ? PostgresError.DATA_CORRUPTED
              : PostgresError.SERVER_ERROR;
      case "55P03" -> PostgresError.LOCK_TIMEOUT;
      case "08001", "08004" -> PostgresError.SERVER_UNREACHABLE;
      case "08P01" -> PostgresError.PROTOCOL_VIOLATION;
      default ->
          sqlState.startsWith("08") ? PostgresError.CONNECTION_LOST : PostgresError.SERVER_ERROR;
    };
  }

  private static Optional<String> ownHint(PostgresError code, String message, String doing) {
    return switch (code) {
      case SERVER_UNREACHABLE ->
          Optional.of("Check host and port, that the server runs, and listen_addresses.");
      case AUTHENTICATION_FAILED ->
          Optional.of("Check the user and where its password is taken from.");
      case NO_HBA_ENTRY ->
          Optional.of("Add this line to pg_hba.conf and reload the server: " + hbaLine(message));
      case PRIVILEGE_MISSING -> grant(message, doing);
      case SERVER_BUSY ->
          Optional.of(
              RefusalMessage.WAL_SENDER_LIMIT.isIn(message)
                  ? "Raise max_wal_senders (needs a restart, and wal_level = replica where it is minimal), or end an unused WAL sender; a backup needs 2."
                  : "Raise max_connections, or end idle connections.");
      case LOCK_TIMEOUT -> Optional.of("Another session holds the lock; see pg_blocking_pids().");
      default -> Optional.empty();
    };
  }

  /// The line that admits the connection which was refused. The server names host, user and
  /// database, in this order and in double quotes unless it speaks another language.
  private static String hbaLine(String message) {
    Matcher named = HBA_MESSAGE.matcher(message);
    if (!named.find()) {
      return "hostssl DATABASE USER ADDRESS/32 scram-sha-256";
    }
    String address = named.group(1);
    boolean open = RefusalMessage.NOT_ENCRYPTED.isIn(message);
    return (open ? "host " : "hostssl ")
        + hbaName(named.group(3))
        + " "
        + hbaName(named.group(2))
        + " "
        + address
        + (address.contains(":") ? "/128" : "/32")
        + " scram-sha-256";
  }

  private static String hbaName(String name) {
    return PLAIN_NAME.matcher(name).matches() && !HBA_KEYWORDS.contains(name) ? name : quoted(name);
  }

  private static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  private static Optional<String> grant(String message, String doing) {
    Matcher database = DENIED_DATABASE.matcher(message);
    Matcher user = CONNECTING_USER.matcher(doing);
    return database.find()
        ? Optional.of(
            "Let the role in: GRANT CONNECT ON DATABASE "
                + quoted(database.group(1))
                + " TO "
                + (user.find() ? quoted(user.group(1)) : "the role that connects")
                + ";")
        : Optional.empty();
  }
}
