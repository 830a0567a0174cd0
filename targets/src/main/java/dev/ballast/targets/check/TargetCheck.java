package dev.ballast.targets.check;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Finding;
import dev.ballast.evidence.Severity;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Loopback;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.TlsMode;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.postgres.wire.ReplicationConnection;
import dev.ballast.postgres.wire.protocol.ReplicationMode;
import dev.ballast.targets.check.SqlCheck.Scope;
import dev.ballast.targets.config.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Asks a target whether Ballast can do its work there. Changes nothing. For one thread.
public final class TargetCheck {
  /// Bound on each query; all of them read catalogues only.
  private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(15);

  private static final String APPLICATION = "ballast target check";
  private static final String REPLICATION = "replication";
  private static final Set<PostgresError> BY_BALLAST =
      EnumSet.of(
          PostgresError.TLS_FAILED,
          PostgresError.TLS_NOT_OFFERED,
          PostgresError.AUTHENTICATION_REFUSED,
          PostgresError.POOLER_BETWEEN,
          PostgresError.PROTOCOL_VIOLATION);
  private static final String NO_SESSION = "no session was admitted";
  private static final SessionOptions OPTIONS =
      SessionOptions.of(APPLICATION).withStatementTimeout(STATEMENT_TIMEOUT);

  private final Target target;
  private final Clock clock;
  private ConnectionRemedy remedy;
  private final Tally session = new Tally();
  private final Tally version = new Tally();
  private final Tally replication = new Tally();
  private final Tally databases = new Tally();
  private final Tally notices = new Tally();
  private final Map<SqlCheck, Tally> tallies = new EnumMap<>(SqlCheck.class);
  private ConnectionSettings settings;
  private boolean serverAnswers = true;

  private TargetCheck(Target target, Clock clock) {
    this.target = target;
    this.clock = clock;
    this.settings = target.endpoint().settings(Optional.empty());
    this.remedy = new ConnectionRemedy(target);
    for (SqlCheck check : SqlCheck.values()) {
      tallies.put(check, new Tally());
    }
  }

  /// Runs every check. What keeps a connection from being admitted is a finding too: a password
  /// that cannot be had, a server that does not answer, a line that `pg_hba.conf` lacks.
  public static TargetReport run(Target target, Clock clock) {
    return new TargetCheck(target, clock).run();
  }

  private TargetReport run() {
    Optional<Session> opened = open();
    if (opened.isPresent()) {
      try (Session admitted = opened.get()) {
        remedy = remedy.at(admitted);
        of(Scope.SERVER).forEach(check -> tally(check).ask(check, admitted));
        askDatabases(admitted);
      }
    } else {
      databases.obstructed(NO_SESSION);
      tallies.values().forEach(tally -> tally.obstructed(NO_SESSION));
      notices.obstructed(NO_SESSION);
    }
    if (serverAnswers) {
      replicate();
    } else {
      replication.obstructed("not tried, since no session was admitted");
    }
    Optional<ServerVersion> seen = opened.map(Session::version);
    return new TargetReport(target.name(), settings.display(), seen, results());
  }

  private Optional<Session> open() {
    try {
      settings = target.connection();
      return Optional.of(Session.open(settings, OPTIONS));
    } catch (Fault e) {
      serverAnswers = isAboutOneDatabase(e);
      if (e.code() == PostgresError.UNSUPPORTED_VERSION) {
        version.found(refusal("server-version", "all", settings.display(), e));
      } else {
        version.obstructed(NO_SESSION);
        session.found(refusal("session", "all", settings.display(), e));
      }
      return Optional.empty();
    }
  }

  /// Whether the replication protocol, which names no database, may be admitted anyway.
  private static boolean isAboutOneDatabase(Fault fault) {
    return fault.code() == PostgresError.NO_HBA_ENTRY
        || fault.code() == PostgresError.DATABASE_MISSING
        || fault.code() == PostgresError.PRIVILEGE_MISSING;
  }

  private void askDatabases(Session opened) {
    for (String database : connectable(opened)) {
      if (database.equals(settings.database())) {
        askDatabase(opened);
        continue;
      }
      try (Session other = Session.open(settings.withDatabase(database), OPTIONS)) {
        askDatabase(other);
      } catch (Fault e) {
        databases.found(
            refusal(
                "databases", ConnectionRemedy.hbaName(database), database, e, remedy.in(database)));
        unread("database " + database + " was not read");
      }
    }
  }

  private List<String> connectable(Session opened) {
    String sql = SqlResource.load(TargetCheck.class, "databases", opened.version());
    try {
      return opened.query(sql, row -> row.text("name"));
    } catch (Fault e) {
      CommonError.rethrowInterrupt(e);
      databases.obstructed(e.getMessage());
      unread("the databases could not be listed");
      return List.of();
    }
  }

  private void unread(String reason) {
    of(Scope.DATABASE).forEach(check -> tally(check).obstructed(reason));
    notices.obstructed(reason);
  }

  private void askDatabase(Session opened) {
    of(Scope.DATABASE).forEach(check -> tally(check).ask(check, opened));
    Arrays.stream(MinorNotice.values()).forEach(notice -> notices.ask(notice, opened));
  }

  private void replicate() {
    try (ReplicationConnection connection =
        ReplicationConnection.open(settings, ReplicationMode.PHYSICAL, APPLICATION, clock)) {
      connection.identifySystem();
    } catch (Fault e) {
      replication.found(refusal(REPLICATION, REPLICATION, settings.display(), e));
    }
  }

  private Finding refusal(String id, String databaseField, String subject, Fault e) {
    return refusal(id, databaseField, subject, e, remedy);
  }

  private static Finding refusal(
      String id, String databaseField, String subject, Fault e, ConnectionRemedy remedy) {
    CommonError.rethrowInterrupt(e);
    return new Finding(id, Severity.ERROR, subject, message(e), remedy.of(e, databaseField));
  }

  /// With the cause, where Ballast refuses a connection and not the server, whose message says it
  /// already: the detail that `backup run` prints.
  private static String message(Fault e) {
    return e.code() instanceof PostgresError code && BY_BALLAST.contains(code)
        ? e.getMessage() + e.detail().map(detail -> ": " + detail).orElse("")
        : e.getMessage();
  }

  private List<TargetCheckResult> results() {
    List<TargetCheckResult> results = new ArrayList<>();
    results.add(session.result("session", "a session for SQL is admitted"));
    results.add(version.result("server-version", "the server's major version is supported"));
    results.add(replication.result(REPLICATION, "a connection for replication is admitted"));
    results.add(serverIdentity());
    results.add(databases.result("databases", "a session in each database is admitted"));
    tallies.forEach((check, tally) -> results.add(tally.result(check.id(), check.claim())));
    results.add(
        notices.result(MinorNotice.CHECK, "no index has to be rebuilt because of a minor release"));
    return results;
  }

  /// Asks nobody: the target's own settings decide it.
  private TargetCheckResult serverIdentity() {
    Tally tally = new Tally();
    TlsMode mode = target.endpoint().tls().mode();
    boolean verified = mode == TlsMode.VERIFY_CA || mode == TlsMode.VERIFY_FULL;
    if (!verified && !Loopback.names(target.endpoint().host())) {
      tally.found(
          new Finding(
              "server-identity",
              Severity.WARNING,
              "tls",
              mode == TlsMode.DISABLE
                  ? "the connection is in plain text: passwords aside, all data can be read on its way"
                  : "the connection is encrypted, but any server is accepted as the server",
              Optional.of(
                  "# In ballast.yaml, with the certificate of the authority that signed the"
                      + " server's:\ntls: verify-full\nroot-certificate: PATH")));
    }
    return tally.result("server-identity", "the connection leads to the right server, encrypted");
  }

  private Tally tally(SqlCheck check) {
    return tallies.computeIfAbsent(check, missing -> new Tally());
  }

  private static List<SqlCheck> of(Scope scope) {
    return Arrays.stream(SqlCheck.values()).filter(check -> check.scope() == scope).toList();
  }
}
