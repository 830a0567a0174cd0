package dev.ballast.server.metrics;

import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.Kind;
import dev.ballast.observe.family.Metric;
import dev.ballast.observe.watch.FamilyState;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.server.api.ObjectivesView;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Label;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The latest figures of all targets in Prometheus' text format. A figure that is unknown has no
/// line, and a target that cannot be reached has no lines but `ballast_target_up 0` and those of
/// its error budgets.
public final class Exposition {
  public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private static final String PREFIX = "ballast_";
  private static final String TARGET = "target";
  private static final double NANOS = 1e9;

  private Exposition() {}

  public static byte[] of(
      List<TargetState> targets, List<Family<?>> families, ObjectivesView objectives) {
    List<MetricSnapshot> all = new ArrayList<>();
    all.add(
        gauge(
            "target_up",
            "1 where the last attempt to read the target succeeded",
            targets,
            Exposition::up));
    all.add(
        gauge(
            "target_pass_seconds",
            "Time that the last pass over the target took",
            targets,
            t -> t.cost().lastPass().toNanos() / NANOS));
    for (Family<?> family : families) {
      for (int i = 0; i < family.metrics().size(); i++) {
        metric(family, i, targets).ifPresent(all::add);
      }
    }
    all.addAll(BudgetMetrics.of(objectives));
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(text, new MetricSnapshots(all));
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot be written", e);
    }
    return text.toByteArray();
  }

  /// One figure of a target.
  @FunctionalInterface
  private interface OfTarget {
    double figure(TargetState target);
  }

  private static MetricSnapshot gauge(
      String name, String help, List<TargetState> targets, OfTarget figure) {
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(PREFIX + name).help(help);
    for (TargetState target : targets) {
      gauge.dataPoint(
          new GaugeDataPointSnapshot(
              figure.figure(target), Labels.of(TARGET, target.target()), null));
    }
    return gauge.build();
  }

  private static Optional<MetricSnapshot> metric(
      Family<?> family, int index, List<TargetState> targets) {
    Metric<?> metric = family.metrics().get(index);
    String name = PREFIX + family.name() + "_" + metric.name();
    CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(metric.help());
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(metric.help());
    int points = 0;
    for (TargetState target : targets) {
      for (Figures figures : current(target, family)) {
        double value = figures.value(index);
        if (Double.isNaN(value)) {
          continue;
        }
        points++;
        Labels labels = labels(target, figures);
        if (metric.kind() == Kind.COUNTER) {
          counter.dataPoint(new CounterDataPointSnapshot(value, labels, null, 0));
        } else {
          gauge.dataPoint(new GaugeDataPointSnapshot(value, labels, null));
        }
      }
    }
    if (points == 0) {
      return Optional.empty();
    }
    return Optional.of(metric.kind() == Kind.COUNTER ? counter.build() : gauge.build());
  }

  static double up(TargetState target) {
    return target.unreachable().isEmpty() && target.reachedAt().isPresent() ? 1 : 0;
  }

  /// What is old is not shown as if it were new.
  static List<Figures> current(TargetState target, Family<?> family) {
    if (family.isMomentary()) {
      return List.of();
    }
    if (target.unreachable().isPresent()) {
      return List.of();
    }
    return target
        .family(family.name())
        .filter(state -> state.missing().isEmpty())
        .flatMap(FamilyState::latest)
        .map(reading -> reading.entities())
        .orElse(List.of());
  }

  private static Labels labels(TargetState target, Figures figures) {
    List<String> names = new ArrayList<>(List.of(TARGET));
    List<String> values = new ArrayList<>(List.of(target.target()));
    for (Label label : figures.labels().all()) {
      names.add(label.name());
      values.add(label.value());
    }
    return Labels.of(names, values);
  }
}
