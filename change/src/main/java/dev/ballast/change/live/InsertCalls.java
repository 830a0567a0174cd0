package dev.ballast.change.live;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.lab.traffic.production.StatementFigure;
import dev.ballast.lab.traffic.production.StatementStatistics;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.sql.tree.DataStatement;
import dev.ballast.sql.tree.ParsedStatement;
import dev.ballast.sql.tree.Parser;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// How often statements put rows into tables, by pg_stat_statements: the only place where a COPY is
/// one statement. Immutable.
///
/// @param perSecond of the tables that are named by such statements
record InsertCalls(Map<QualifiedName, Double> perSecond) {
  private static final String DEFAULT_SCHEMA = "public";
  private static final double NANOS = 1e9;

  /// Nobody counts statements.
  private static final InsertCalls NONE = new InsertCalls(Map.of());

  InsertCalls {
    perSecond = Map.copyOf(perSecond);
  }

  /// Reads them; there are none where the server does not count statements, or its role may not see
  /// them.
  static InsertCalls of(Session session) {
    StatementStatistics statistics;
    try {
      statistics = StatementStatistics.read(session);
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      if (session.hasEnded()) {
        throw fault;
      }
      return NONE;
    }
    Optional<Duration> counted =
        statistics.since().map(since -> Duration.between(since, statistics.until()));
    if (counted.filter(Duration::isPositive).isEmpty()
        || statistics.statements().stream().anyMatch(StatementFigure::isHidden)) {
      return NONE;
    }
    double seconds = counted.get().toNanos() / NANOS;
    Map<QualifiedName, Double> perSecond = new HashMap<>();
    for (StatementFigure figure : statistics.statements()) {
      target(figure.text())
          .ifPresent(table -> perSecond.merge(table, figure.calls() / seconds, Double::sum));
    }
    return new InsertCalls(perSecond);
  }

  private static Optional<QualifiedName> target(String text) {
    if (!(Parser.postgres18().parse(text) instanceof ParsedStatement.Understood understood)) {
      return Optional.empty();
    }
    return switch (understood.statement()) {
      case DataStatement.Insert insert -> Optional.of(full(insert.target().name()));
      case DataStatement.Copy copy when copy.from() -> copy.relation().map(InsertCalls::full);
      case Statement other -> Optional.empty();
    };
  }

  private static QualifiedName full(QualifiedName name) {
    return QualifiedName.of(name.schema().orElse(DEFAULT_SCHEMA), name.name());
  }

  OptionalDouble perSecond(QualifiedName table) {
    Double known = perSecond.get(table);
    return known == null ? OptionalDouble.empty() : OptionalDouble.of(known);
  }
}
