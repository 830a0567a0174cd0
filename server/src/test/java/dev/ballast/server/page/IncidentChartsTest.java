package dev.ballast.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.observe.incident.Incident;
import dev.ballast.pages.chart.LaneChart;
import dev.ballast.pages.chart.LaneChart.Item;
import dev.ballast.pages.chart.LaneChart.Look;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.Condition;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IncidentChartsTest {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

  private static Alert alert(String check, int since, int raised, Optional<Integer> resolved) {
    return new Alert(
        new UUID(0, check.hashCode()),
        "shop",
        check,
        Labels.NONE,
        Urgency.PAGE,
        NOON.plusSeconds(since),
        NOON.plusSeconds(raised),
        resolved.map(NOON::plusSeconds),
        0,
        new Condition(1, check + " is wrong", List.of(), List.of()),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void eachAlertIsALaneFromWhenItFiredToWhenItWasResolved() {
    Incident incident =
        new Incident(
            alert("root", 0, 60, Optional.empty()),
            List.of(alert("effect", 30, 30, Optional.of(90))));

    LaneChart members =
        new IncidentCharts(incident, NOON.plusSeconds(600), ZoneOffset.UTC).members();

    assertThat(members.lanes())
        .containsExactly(
            new LaneChart.Lane(
                "root",
                List.of(
                    new Item(
                        NOON,
                        NOON.plusSeconds(60),
                        Look.HOLLOW,
                        "seen, not raised yet: root is wrong"),
                    new Item(
                        NOON.plusSeconds(60),
                        NOON.plusSeconds(600),
                        Look.CROSSED,
                        "open: root is wrong"))),
            new LaneChart.Lane(
                "effect",
                List.of(
                    new Item(
                        NOON.plusSeconds(30),
                        NOON.plusSeconds(90),
                        Look.PLAIN,
                        "resolved: effect is wrong"))));
    assertThat(members.span().from()).isEqualTo(NOON.minusSeconds(3600));
    assertThat(members.span().to()).isEqualTo(NOON.plusSeconds(600));
  }
}
