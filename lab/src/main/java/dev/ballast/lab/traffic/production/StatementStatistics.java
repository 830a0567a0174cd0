package dev.ballast.lab.traffic.production;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import dev.ballast.lab.traffic.TrafficError;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.sql.QualifiedIdentifier;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What pg_stat_statements of a database says at one moment, or between two.
///
/// @param statements the most called first
/// @param since from when on they were counted, where it is known
/// @param until when they were read, by the server's clock
public record StatementStatistics(
    List<StatementFigure> statements, Optional<Instant> since, Instant until) {
  private static final Comparator<StatementFigure> BY_CALLS =
      Comparator.comparingLong(StatementFigure::calls)
          .reversed()
          .thenComparing(StatementFigure::text);
  private static final double NANOS_PER_MILLI = 1e6;

  public StatementStatistics {
    statements = statements.stream().sorted(BY_CALLS).toList();
    requireNonNull(since, "since is null");
    requireNonNull(until, "until is null");
  }

  /// Reads them; the target is not written to.
  public static StatementStatistics read(Session target) {
    String schema =
        target
            .first(resource(target, "extension"), row -> row.text("schema"))
            .orElseThrow(StatementStatistics::unavailable);
    String view = QualifiedIdentifier.of(schema, "pg_stat_statements").toString();
    String info = QualifiedIdentifier.of(schema, "pg_stat_statements_info").toString();
    StatementStatistics moment =
        target.one(
            resource(target, "since").formatted(info),
            row ->
                new StatementStatistics(
                    List.of(), row.instantOrEmpty("since"), row.instant("now")));
    return new StatementStatistics(
        target.query(
            resource(target, "statements").formatted(view),
            row ->
                new StatementFigure(
                    row.textOrEmpty("query_id").orElse(StatementFigure.HIDDEN),
                    row.text("text"),
                    row.number("calls"),
                    row.number("rows"),
                    duration(row.decimal("millis")),
                    row.instantOrEmpty("since"))),
        moment.since(),
        moment.until());
  }

  private static Duration duration(double millis) {
    return Duration.ofNanos(Math.round(millis * NANOS_PER_MILLI));
  }

  private static String resource(Session target, String name) {
    return SqlResource.load(StatementStatistics.class, name, target.version());
  }

  private static Fault unavailable() {
    return Fault.of(TrafficError.STATEMENTS_NOT_COUNTED, "the target does not count its statements")
        .detail("There is no extension pg_stat_statements in the database.")
        .hint(
            "Add pg_stat_statements to shared_preload_libraries, restart, and run CREATE EXTENSION"
                + " pg_stat_statements; or use a log, or for traffic a script.");
  }

  /// What ran between an earlier reading and this one. A statement that was reset or forgotten in
  /// between counts with what it has now.
  public StatementStatistics since(StatementStatistics earlier) {
    Map<String, StatementFigure> before =
        earlier.statements.stream()
            .collect(
                Collectors.toMap(
                    StatementFigure::queryId, Function.identity(), (one, other) -> one));
    return new StatementStatistics(
        statements.stream()
            .map(now -> less(now, Optional.ofNullable(before.get(now.queryId()))))
            .filter(figure -> figure.calls() > 0)
            .toList(),
        Optional.of(earlier.until),
        until);
  }

  private static StatementFigure less(StatementFigure now, Optional<StatementFigure> before) {
    return before
        .filter(then -> then.calls() <= now.calls() && then.rows() <= now.rows())
        .map(
            then ->
                new StatementFigure(
                    now.queryId(),
                    now.text(),
                    now.calls() - then.calls(),
                    now.rows() - then.rows(),
                    now.took().minus(then.took()),
                    now.since()))
        .orElse(now);
  }

  long calls() {
    return statements.stream().mapToLong(StatementFigure::calls).sum();
  }

  /// How many of so many calls there were per second; empty where the time is not known.
  OptionalDouble perSecond(double calls) {
    Optional<Duration> time =
        since.map(from -> Duration.between(from, until)).filter(each -> each.isPositive());
    return time.isPresent()
        ? OptionalDouble.of(calls / (time.get().toMillis() / 1000.0))
        : OptionalDouble.empty();
  }
}
