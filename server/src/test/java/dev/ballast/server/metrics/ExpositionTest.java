package dev.ballast.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.observe.collect.Families;
import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.Kind;
import dev.ballast.observe.watch.FamilyState;
import dev.ballast.observe.watch.TargetDetail;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.server.api.ObjectivesView;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExpositionTest {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

  /// The format keeps endings such as `_total` for kinds of its own: one wrong name, and no figure
  /// of any target is exported.
  @Test
  void everyFigureOfEveryFamilyIsExported() {
    String text =
        new String(
            Exposition.of(List.of(target()), Families.all(), new ObjectivesView(List.of())),
            StandardCharsets.UTF_8);

    for (Family<?> family : Families.all()) {
      if (!family.isMomentary()) {
        family
            .metrics()
            .forEach(
                metric ->
                    assertThat(text)
                        .contains(
                            "\nballast_%s_%s%s{target=\"shop\"} 1.0"
                                .formatted(
                                    family.name(),
                                    metric.name(),
                                    metric.kind() == Kind.COUNTER ? "_total" : "")));
      }
    }
  }

  private static TargetState target() {
    return new TargetState(
        "shop",
        Optional.empty(),
        Optional.of(NOW),
        Optional.empty(),
        Optional.empty(),
        new TargetState.Cost(Duration.ofMillis(40), 1, Duration.ofMillis(40)),
        Families.all().stream().map(ExpositionTest::one).toList(),
        new TargetDetail(List.of(), Map.of(), Optional.empty()));
  }

  private static FamilyState one(Family<?> family) {
    double[] ones = new double[family.metrics().size()];
    Arrays.fill(ones, 1);
    Reading reading =
        new Reading("shop", family.layout(), NOW, List.of(new Figures(Labels.NONE, ones)));
    return new FamilyState(
        family, Optional.of(reading), Optional.empty(), Duration.ZERO, Optional.empty(), 0);
  }
}
