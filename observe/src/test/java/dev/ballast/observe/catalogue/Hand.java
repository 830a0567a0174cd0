package dev.ballast.observe.catalogue;

import dev.ballast.observe.check.History;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.Surroundings;
import dev.ballast.observe.collect.Families;
import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.Provider;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.observe.watch.FamilyState;
import dev.ballast.observe.watch.TargetDetail;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.store.inventory.Inventory;
import dev.ballast.store.inventory.Item;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Reading;
import dev.ballast.targets.config.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Figures made by hand, at whole seconds since the beginning.
final class Hand {
  static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final Target TARGET = Target.ofUrl("postgresql://postgres@127.0.0.1:1/postgres");

  private final History history = new History(Catalogue.remembered());
  private final List<Inventory> inventories = new ArrayList<>();
  private ServerFacts server =
      new ServerFacts(ServerVersion.parse("18.0"), "system", START, false, Provider.NONE);

  /// A row of a family.
  ///
  /// @param figures by name; the others are unknown
  record Row(Labels labels, Map<String, Double> figures) {}

  static Row row(Map<String, Double> figures, String... labels) {
    return new Row(labels(labels), figures);
  }

  static Labels labels(String... namesAndValues) {
    List<Label> all = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      all.add(new Label(namesAndValues[i], namesAndValues[i + 1]));
    }
    return new Labels(all);
  }

  /// Readings of one family.
  record Readings(String family, Optional<List<Row>> before, List<Row> latest) {
    static Readings of(String family, Row... latest) {
      return new Readings(family, Optional.empty(), List.of(latest));
    }

    Readings after(Row... before) {
      return new Readings(family, Optional.of(Arrays.asList(before)), latest);
    }
  }

  Hand with(ServerFacts other) {
    server = other;
    return this;
  }

  Hand setting(String name, String value) {
    inventories.removeIf(i -> i.kind().equals("setting"));
    inventories.add(
        new Inventory(
            TARGET.name(), "setting", START, List.of(Item.of(name).with("value", value))));
    return this;
  }

  /// What was read at a moment is remembered.
  Hand remember(long second, Readings... readings) {
    history.take(state(second, 10, NO_DETAIL, readings), at(second));
    return this;
  }

  /// What checks are given at a moment.
  ///
  /// @param apart seconds between the latest reading and the one before
  Observed observed(long second, long apart, Readings... readings) {
    return observed(second, apart, NO_DETAIL, readings);
  }

  Observed observed(long second, long apart, TargetDetail detail, Readings... readings) {
    TargetState state = state(second, apart, detail, readings);
    history.take(state, at(second));
    return new Observed(
        TARGET, state, inventories, List.of(), at(second), history, Surroundings.NONE);
  }

  private static final TargetDetail NO_DETAIL =
      new TargetDetail(List.of(), Map.of(), Optional.empty());

  private static Instant at(long second) {
    return START.plusSeconds(second);
  }

  private TargetState state(long second, long apart, TargetDetail detail, Readings... readings) {
    return new TargetState(
        TARGET.name(),
        Optional.of(server),
        Optional.of(at(second)),
        Optional.empty(),
        Optional.empty(),
        new TargetState.Cost(Duration.ZERO, 1, Duration.ZERO),
        Arrays.stream(readings).map(r -> state(second, apart, r)).toList(),
        detail);
  }

  private static FamilyState state(long second, long apart, Readings readings) {
    Family<?> family = family(readings.family());
    return new FamilyState(
        family,
        Optional.of(reading(family, second, readings.latest())),
        readings.before().map(rows -> reading(family, second - apart, rows)),
        Duration.ofSeconds(apart),
        Optional.empty(),
        Duration.ofSeconds(second).toNanos());
  }

  private static Reading reading(Family<?> family, long second, List<Row> rows) {
    return new Reading(
        TARGET.name(),
        family.layout(),
        at(second),
        rows.stream().map(row -> figures(family, row)).toList());
  }

  private static Figures figures(Family<?> family, Row row) {
    for (String name : row.figures().keySet()) {
      if (family.layout().indexOf(name) < 0) {
        throw new IllegalArgumentException(family.name() + " has no " + name);
      }
    }
    return new Figures(
        row.labels(),
        family.layout().metrics().stream()
            .mapToDouble(name -> row.figures().getOrDefault(name, Double.NaN))
            .toArray());
  }

  private static Family<?> family(String name) {
    return Families.all().stream()
        .<Family<?>>map(f -> f)
        .filter(f -> f.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
