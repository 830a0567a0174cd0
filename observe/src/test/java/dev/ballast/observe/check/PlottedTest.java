package dev.ballast.observe.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.observe.catalogue.AllChecks;
import dev.ballast.observe.collect.Families;
import dev.ballast.store.sample.Layout;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlottedTest {
  @Test
  void whatAChecksFigureIsDrawnOfIsStored() {
    List<String> drawn = new ArrayList<>();
    for (Check check : AllChecks.list()) {
      if (check instanceof FigureCheck figures && figures.plotted().isPresent()) {
        Layout layout =
            Families.all().stream()
                .filter(family -> family.name().equals(figures.family()))
                .findFirst()
                .orElseThrow()
                .layout();
        for (String metric : metrics(figures.plotted().get())) {
          assertThat(layout.indexOf(metric)).as(check.name() + " " + metric).isNotNegative();
        }
        drawn.add(check.name());
      }
    }
    assertThat(drawn).contains("connections-near-limit", "standby-behind", "wal-rate-high");
  }

  private static List<String> metrics(Plotted plotted) {
    return switch (plotted) {
      case Plotted.Figure(String metric) -> List.of(metric);
      case Plotted.Rate(String metric) -> List.of(metric);
      case Plotted.Share(String part, String whole) -> List.of(part, whole);
    };
  }
}
