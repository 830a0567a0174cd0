package dev.ballast.observe.day;

import dev.ballast.observe.collect.Families;
import dev.ballast.observe.family.Family;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The figures of a server as they are now, for all families. For one thread.
final class Shop {
  static final String TARGET = "shop";

  private static final Map<String, Family<?>> FAMILIES = byName();

  private final Map<String, Map<Labels, double[]>> figures = new HashMap<>();

  private static Map<String, Family<?>> byName() {
    Map<String, Family<?>> all = new LinkedHashMap<>();
    Families.all().stream()
        .filter(family -> !family.isOfPooler())
        .forEach(family -> all.put(family.name(), family));
    return all;
  }

  static List<Family<?>> families() {
    return List.copyOf(FAMILIES.values());
  }

  static Labels labels(String... namesAndValues) {
    List<Label> all = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      all.add(new Label(namesAndValues[i], namesAndValues[i + 1]));
    }
    return new Labels(all);
  }

  /// An entity of a family.
  Row row(String family, String... labels) {
    Family<?> of = FAMILIES.get(family);
    if (of == null) {
      throw new IllegalArgumentException("no family " + family);
    }
    double[] values =
        figures
            .computeIfAbsent(family, f -> new LinkedHashMap<>())
            .computeIfAbsent(
                labels(labels),
                l -> {
                  double[] unknown = new double[of.metrics().size()];
                  Arrays.fill(unknown, Double.NaN);
                  return unknown;
                });
    return new Row(of, values);
  }

  void clear(String family) {
    figures.remove(family);
  }

  Reading reading(Family<?> family, Instant at) {
    return new Reading(
        TARGET,
        family.layout(),
        at,
        figures.getOrDefault(family.name(), Map.of()).entrySet().stream()
            .map(each -> new Figures(each.getKey(), each.getValue()))
            .toList());
  }

  /// The figures of one entity.
  static final class Row {
    private final Family<?> family;
    private final double[] values;

    private Row(Family<?> family, double[] values) {
      this.family = family;
      this.values = values;
    }

    Row is(String metric, double value) {
      values[index(metric)] = value;
      return this;
    }

    /// A counter that grew.
    Row more(String metric, double by) {
      int index = index(metric);
      values[index] = Double.isNaN(values[index]) ? by : values[index] + by;
      return this;
    }

    private int index(String metric) {
      int index = family.layout().indexOf(metric);
      if (index < 0) {
        throw new IllegalArgumentException(family.name() + " has no " + metric);
      }
      return index;
    }
  }
}
