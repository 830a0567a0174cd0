package dev.ballast.server.metrics;

import dev.ballast.evidence.Durations;
import dev.ballast.report.server.BudgetLine;
import dev.ballast.server.api.ObjectivesView;
import dev.ballast.store.sample.Label;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// What is left of the error budgets, as metrics. Of an objective of which nothing is known there
/// is no line.
final class BudgetMetrics {
  private static final String PREFIX = "ballast_objective_";

  private BudgetMetrics() {}

  static List<MetricSnapshot> of(ObjectivesView objectives) {
    GaugeSnapshot.Builder rates =
        GaugeSnapshot.builder()
            .name(PREFIX + "burn_rate")
            .help("How fast the error budget is used; 1 uses it up in 30 days");
    int points = 0;
    for (ObjectivesView.OfTarget target : objectives.targets()) {
      for (BudgetLine line : target.budgets()) {
        for (BudgetLine.BurnLine burn : line.burns()) {
          if (burn.rate().isPresent()) {
            points++;
            String window = Durations.text(Duration.ofSeconds(burn.seconds())).replace(" ", "");
            rates.dataPoint(
                new GaugeDataPointSnapshot(
                    burn.rate().get(),
                    labels(target.target(), line, List.of(new Label("window", window))),
                    null));
          }
        }
      }
    }
    return Stream.of(
            ratio(
                "budget_left_ratio",
                "What is left of the error budget",
                objectives,
                BudgetLine::left),
            ratio(
                "budget_known_ratio",
                "Of how much of the budget's 30 days anything is known",
                objectives,
                BudgetLine::known),
            points == 0 ? List.<MetricSnapshot>of() : List.<MetricSnapshot>of(rates.build()))
        .flatMap(List::stream)
        .toList();
  }

  private static List<MetricSnapshot> ratio(
      String name, String help, ObjectivesView objectives, ToDoubleFunction<BudgetLine> figure) {
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(PREFIX + name).help(help);
    int points = 0;
    for (ObjectivesView.OfTarget target : objectives.targets()) {
      for (BudgetLine line : target.budgets()) {
        if (line.known() > 0) {
          points++;
          gauge.dataPoint(
              new GaugeDataPointSnapshot(
                  figure.applyAsDouble(line), labels(target.target(), line, List.of()), null));
        }
      }
    }
    return points == 0 ? List.of() : List.of(gauge.build());
  }

  private static Labels labels(String target, BudgetLine line, List<Label> more) {
    List<String> names = new ArrayList<>(List.of("target"));
    List<String> values = new ArrayList<>(List.of(target));
    Stream.concat(line.subject().all().stream(), more.stream())
        .forEach(
            label -> {
              names.add(label.name());
              values.add(label.value());
            });
    return Labels.of(names, values);
  }
}
