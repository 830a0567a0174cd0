package dev.ballast.observe.collect.recoverypoint;

import static dev.ballast.observe.family.Metric.counter;
import static dev.ballast.observe.family.Metric.gauge;

import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.observe.family.Unit;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.util.List;

/// What would be lost if a server were lost, while its write-ahead log is received. It is measured
/// every second by who receives, and no query of the watch is run for it.
public final class RecoveryPointFamily extends Family<RecoveryPointRow> {
  public RecoveryPointFamily() {
    super(
        "recovery_point",
        Duration.ofSeconds(10),
        List.of(
            gauge(
                "age_seconds",
                Unit.SECONDS,
                "How long ago the server had written no more than is in all vaults; the worst of ten seconds",
                RecoveryPointRow::ageSeconds),
            gauge(
                "lag_bytes",
                Unit.BYTES,
                "WAL that the server has written and not all vaults have; the most of ten seconds",
                RecoveryPointRow::bytes),
            counter(
                "durable_bytes",
                Unit.BYTES,
                "The LSN up to which all vaults have the WAL",
                RecoveryPointRow::durable),
            gauge(
                "synchronous",
                Unit.NUMBER,
                "1 while synchronous_standby_names lists Ballast, so that commits wait for it",
                row -> row.synchronous() ? 1 : 0)));
  }

  @Override
  public String help() {
    return "What would be lost if the server were lost, where its WAL is received";
  }

  @Override
  public boolean isAsked() {
    return false;
  }

  @Override
  protected List<RecoveryPointRow> ask(Session session, ServerFacts server) {
    return List.of();
  }

  /// The figures of a target.
  public List<Figures> of(RecoveryPointRow row) {
    return figures(List.of(row));
  }

  @Override
  protected Labels labels(RecoveryPointRow row) {
    return Labels.NONE;
  }
}
