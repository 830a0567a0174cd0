package dev.ballast.postgres.wire.protocol;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.RefusalMessage;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Turns an error of the server into a fault that names who must do what. The SQLSTATE decides;
/// texts are read only for details, since a server may speak any language.
public final class ReplicationErrors {
  private static final Pattern HOST_IN_MESSAGE = Pattern.compile("\"([0-9a-fA-F.:]+)\"");
  private static final Pattern PLAIN_NAME = Pattern.compile("[a-z_][a-z0-9_$]*");
  private static final Set<String> HBA_KEYWORDS =
      Set.of("all", "sameuser", "samerole", "samegroup", "replication");

  private final String user;
  private final String database;
  private final ReplicationMode mode;
  private final Peer peer;

  public ReplicationErrors(String user, String database, ReplicationMode mode, Peer peer) {
    this.user = user;
    this.database = database;
    this.mode = mode;
    this.peer = peer;
  }

  public Fault fault(ServerMessage error) {
    Fault fault =
        switch (error.sqlState()) {
          case "28P01" -> authenticationFailed(error);
          case "28000" ->
              RefusalMessage.NOT_ADMITTED.isIn(error.message())
                  ? noHbaEntry(error)
                  : authenticationFailed(error);
          case "42501" -> privilegeMissing(error);
          case "53300", "53400" -> serverBusy(error);
          case "57P01", "57P02", "57P03" ->
              fault(PostgresError.SERVER_SHUTTING_DOWN, error)
                  .hint("Try again when the server accepts connections.");
          case "57P05" -> fault(PostgresError.CONNECTION_LOST, error);
          case "3D000" ->
              fault(PostgresError.DATABASE_MISSING, error)
                  .hint("Name a database that exists on this server.");
          case "57014" -> fault(PostgresError.STATEMENT_TIMEOUT, error);
          case "55P03" -> fault(PostgresError.LOCK_TIMEOUT, error);
          case "58P01" ->
              fault(PostgresError.WAL_REMOVED, error)
                  .hint("Take a new backup: from here on only backups taken later have their log.");
          // Slots are switched off altogether: max_replication_slots is 0.
          case "55000" ->
              RefusalMessage.SLOT_LIMIT.isIn(error.message())
                  ? serverBusy(error)
                  : fault(PostgresError.SERVER_ERROR, error);
          default -> fault(PostgresError.SERVER_ERROR, error);
        };
    return error.hint().isPresent() && fault.hint().isEmpty()
        ? fault.hint(error.hint().get())
        : fault;
  }

  private Fault fault(PostgresError code, ServerMessage error) {
    return Fault.of(code, error.message())
        .detail(
            peer.endpoint()
                + ": SQLSTATE "
                + error.sqlState()
                + error.detail().map(d -> ", " + d).orElse(""));
  }

  private Fault authenticationFailed(ServerMessage error) {
    return fault(PostgresError.AUTHENTICATION_FAILED, error)
        .hint("Check the user name and the password the target's configuration refers to.");
  }

  private Fault noHbaEntry(ServerMessage error) {
    return fault(PostgresError.NO_HBA_ENTRY, error)
        .hint("Add this line to pg_hba.conf and reload the server: " + hbaLine(error.message()));
  }

  /// The line that admits this connection; the address is the one the server saw, which behind a
  /// translated network is not ours.
  private String hbaLine(String message) {
    Matcher matcher = HOST_IN_MESSAGE.matcher(message);
    String address = matcher.find() ? matcher.group(1) : peer.localAddress();
    String databaseField = mode == ReplicationMode.PHYSICAL ? "replication" : hbaName(database);
    if (address.isEmpty()) {
      return "local " + databaseField + " " + hbaName(user) + " scram-sha-256";
    }
    return (peer.encrypted() ? "hostssl " : "host ")
        + databaseField
        + " "
        + hbaName(user)
        + " "
        + address
        + (address.contains(":") ? "/128" : "/32")
        + " scram-sha-256";
  }

  private static String hbaName(String name) {
    return PLAIN_NAME.matcher(name).matches() && !HBA_KEYWORDS.contains(name)
        ? name
        : "\"" + name.replace("\"", "\"\"") + "\"";
  }

  private Fault privilegeMissing(ServerMessage error) {
    Optional<String> ownHint = error.hint();
    return fault(PostgresError.PRIVILEGE_MISSING, error)
        .hint(
            ownHint.orElse(
                "The role must have REPLICATION: ALTER ROLE \""
                    + user.replace("\"", "\"\"")
                    + "\" REPLICATION;"));
  }

  private Fault serverBusy(ServerMessage error) {
    Fault fault = fault(PostgresError.SERVER_BUSY, error);
    String words = error.message() + error.hint().orElse("");
    if (RefusalMessage.WAL_SENDER_LIMIT.isIn(words)) {
      return fault.hint(
          "A backup needs two WAL senders. End one that is not needed (see pg_stat_replication),"
              + " or raise the limit: ALTER SYSTEM SET max_wal_senders = 10; where SHOW wal_level says"
              + " minimal, together with ALTER SYSTEM SET wal_level = 'replica'; without it the"
              + " server would refuse to start. Then restart the server.");
    }
    if (RefusalMessage.SLOT_LIMIT.isIn(words) || error.sqlState().equals("53400")) {
      return fault.hint(
          "A backup needs one replication slot. Drop one that is not needed: SELECT"
              + " pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE ...; or raise"
              + " the bound: ALTER SYSTEM SET max_replication_slots = 10; then restart the server.");
    }
    return fault.hint(
        "End connections that are not needed, or raise the limit: ALTER SYSTEM SET max_connections"
            + " = 200; then restart the server.");
  }
}
