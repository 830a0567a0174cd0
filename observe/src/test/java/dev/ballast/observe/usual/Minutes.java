package dev.ballast.observe.usual;

import dev.ballast.observe.collect.Families;
import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.Provider;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.observe.watch.FamilyState;
import dev.ballast.observe.watch.TargetDetail;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A server whose counters grow from minute to minute as a test says. For one thread.
final class Minutes {
  static final String TARGET = "shop";
  static final Labels SHOP = Labels.of("database", "shop");

  private final Map<String, Map<Labels, Map<String, Double>>> families = new HashMap<>();
  private Instant now;
  private Instant startedAt;

  Minutes(Instant start) {
    now = start;
    startedAt = start;
  }

  static Labels statement(int id) {
    return Labels.of(new Label("database", "shop"), new Label("queryid", Integer.toString(id)));
  }

  Instant now() {
    return now;
  }

  Minutes gauge(String family, Labels labels, String metric, double value) {
    figures(family, labels).put(metric, value);
    return this;
  }

  Minutes count(String family, Labels labels, String metric, double more) {
    figures(family, labels).merge(metric, more, Double::sum);
    return this;
  }

  /// A statement that was called so often, and took so many seconds each time.
  Minutes called(int statement, double calls, double seconds) {
    return count("statement", statement(statement), "calls", calls)
        .count("statement", statement(statement), "execution_seconds", calls * seconds);
  }

  private Map<String, Double> figures(String family, Labels labels) {
    return families
        .computeIfAbsent(family, f -> new HashMap<>())
        .computeIfAbsent(labels, l -> new HashMap<>());
  }

  /// The server was restarted, and its counters are gone.
  void restart() {
    startedAt = now;
    families.clear();
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  TargetState state() {
    return new TargetState(
        TARGET,
        Optional.of(
            new ServerFacts(
                ServerVersion.parse("18.0"), "system", startedAt, false, Provider.NONE)),
        Optional.of(now),
        Optional.empty(),
        Optional.empty(),
        new TargetState.Cost(Duration.ZERO, 1, Duration.ZERO),
        families.entrySet().stream().map(e -> state(e.getKey(), e.getValue())).toList(),
        new TargetDetail(List.of(), Map.of(), Optional.empty()));
  }

  private FamilyState state(String name, Map<Labels, Map<String, Double>> entities) {
    Family<?> family =
        Families.all().stream()
            .<Family<?>>map(f -> f)
            .filter(f -> f.name().equals(name))
            .findFirst()
            .orElseThrow();
    List<Figures> figures = new ArrayList<>();
    entities.forEach(
        (labels, values) -> {
          double[] row = new double[family.metrics().size()];
          Arrays.fill(row, Double.NaN);
          values.forEach((metric, value) -> row[family.layout().indexOf(metric)] = value);
          figures.add(new Figures(labels, row));
        });
    return new FamilyState(
        family,
        Optional.of(new Reading(TARGET, family.layout(), now, figures)),
        Optional.empty(),
        Duration.ZERO,
        Optional.empty(),
        Duration.between(Instant.EPOCH, now).toNanos());
  }
}
