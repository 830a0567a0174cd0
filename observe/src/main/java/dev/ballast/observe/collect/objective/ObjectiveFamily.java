package dev.ballast.observe.collect.objective;

import static dev.ballast.observe.family.Metric.gauge;

import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.observe.family.Unit;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.util.List;

/// What was measured of each objective within a minute. It is counted by who probes and reads, and
/// no query of the watch is run for it.
public final class ObjectiveFamily extends Family<ObjectiveRow> {
  public ObjectiveFamily() {
    super(
        "objective",
        Duration.ofMinutes(1),
        List.of(
            gauge(
                "good",
                Unit.NUMBER,
                "How much of what was measured within the minute was as the objective asks",
                ObjectiveRow::good),
            gauge(
                "measured",
                Unit.NUMBER,
                "How much was measured within the minute",
                ObjectiveRow::total)));
  }

  @Override
  public String help() {
    return "What was measured of each objective by the minute, from which its error budget is computed";
  }

  @Override
  public boolean isAsked() {
    return false;
  }

  @Override
  protected List<ObjectiveRow> ask(Session session, ServerFacts server) {
    return List.of();
  }

  /// The figures of a target.
  public List<Figures> of(List<ObjectiveRow> rows) {
    return figures(rows);
  }

  @Override
  protected Labels labels(ObjectiveRow row) {
    return row.labels();
  }
}
