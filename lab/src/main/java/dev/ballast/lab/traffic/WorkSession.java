package dev.ballast.lab.traffic;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.ServerStatement;
import dev.ballast.postgres.jdbc.ServerTable;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlState;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The session that a work runs in: it keeps statements prepared and measures each. For one thread.
public final class WorkSession {
  /// How many statements stay prepared; beyond, the one that was used longest ago is forgotten.
  static final int MOST_PREPARED = 500;

  private final Session session;
  private final Clock clock;
  private final TrafficLog log;
  private final int number;
  private final Map<TrafficStatement, ServerStatement> prepared =
      new LinkedHashMap<>(16, 0.75f, true);

  /// @param number of the session in the traffic, from 0
  WorkSession(Session session, Clock clock, TrafficLog log, int number) {
    this.session = session;
    this.clock = clock;
    this.log = log;
    this.number = number;
  }

  /// The number of the session in the traffic, from 0.
  public int number() {
    return number;
  }

  /// Runs a statement, and returns how many rows it returned or changed.
  ///
  /// @param values one per parameter; empty is NULL
  public long run(TrafficStatement statement, List<Optional<String>> values) {
    long begin = clock.nanoTime();
    try {
      long rows = of(statement).run(values);
      log.statementSucceeded(statement.name(), clock.nanoTime() - begin);
      return rows;
    } catch (Fault e) {
      throw failed(statement, e);
    }
  }

  /// Runs a statement, and returns its rows.
  public ServerTable table(TrafficStatement statement, List<Optional<String>> values) {
    long begin = clock.nanoTime();
    try {
      ServerTable table = of(statement).table(values);
      log.statementSucceeded(statement.name(), clock.nanoTime() - begin);
      return table;
    } catch (Fault e) {
      throw failed(statement, e);
    }
  }

  /// Waits, as a user does between two statements.
  public void pause(Duration duration) {
    clock.pause(duration);
  }

  private Fault failed(TrafficStatement statement, Fault e) {
    CommonError.rethrowInterrupt(e);
    log.statementFailed(statement.name(), reason(e));
    return e;
  }

  /// The SQLSTATE of a fault, or its own code.
  static String reason(Fault fault) {
    return SqlState.of(fault).orElseGet(() -> fault.code().id());
  }

  private ServerStatement of(TrafficStatement statement) {
    if (statement.keeping() == ServerStatement.Keeping.UNNAMED) {
      return take(statement);
    }
    ServerStatement known = prepared.get(statement);
    if (known != null) {
      return known;
    }
    if (prepared.size() == MOST_PREPARED) {
      Iterator<ServerStatement> oldest = prepared.values().iterator();
      oldest.next().close();
      oldest.remove();
    }
    ServerStatement taken = take(statement);
    prepared.put(statement, taken);
    return taken;
  }

  private ServerStatement take(TrafficStatement statement) {
    return session.statement(statement.text(), statement.parameters(), statement.keeping());
  }
}
