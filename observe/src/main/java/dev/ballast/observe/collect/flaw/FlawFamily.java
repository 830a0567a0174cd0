package dev.ballast.observe.collect.flaw;

import static dev.ballast.observe.family.Metric.gauge;

import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.Known;
import dev.ballast.observe.family.Metric;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The objects of each database that have a flaw of one kind, at most 100 of them.
public final class FlawFamily extends Family<FlawRow> {
  private static final Duration CADENCE = Duration.ofMinutes(30);

  private final Flaw flaw;

  private FlawFamily(Flaw flaw) {
    super(flaw.key(), CADENCE, metrics(flaw));
    this.flaw = flaw;
  }

  /// One for each kind of flaws.
  public static List<FlawFamily> all() {
    return Arrays.stream(Flaw.values()).map(FlawFamily::new).toList();
  }

  private static List<Metric<FlawRow>> metrics(Flaw flaw) {
    List<Metric<FlawRow>> metrics = new ArrayList<>();
    for (Flaw.Figure figure : flaw.figures()) {
      int index = metrics.size();
      metrics.add(
          gauge(
              figure.name(),
              figure.unit(),
              figure.help(),
              row -> Known.or(row.figures().get(index))));
    }
    return metrics;
  }

  @Override
  public String help() {
    return flaw.help();
  }

  @Override
  public boolean isPerDatabase() {
    return true;
  }

  @Override
  protected List<FlawRow> ask(Session session, ServerFacts server) {
    return session.query(
        SqlResource.load(FlawFamily.class, flaw.key(), server.version()), this::row);
  }

  private FlawRow row(Row row) {
    return new FlawRow(
        new Labels(flaw.labels().stream().map(label -> new Label(label, row.text(label))).toList()),
        flaw.figures().stream().map(figure -> row.decimalOrEmpty(figure.name())).toList());
  }

  @Override
  protected Labels labels(FlawRow row) {
    return row.labels();
  }
}
