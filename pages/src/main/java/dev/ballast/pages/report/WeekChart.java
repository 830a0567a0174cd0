package dev.ballast.pages.report;

import dev.ballast.pages.chart.LaneChart;
import dev.ballast.pages.chart.LaneChart.Item;
import dev.ballast.pages.chart.LaneChart.Lane;
import dev.ballast.pages.chart.LaneChart.Look;
import dev.ballast.pages.chart.Span;
import dev.ballast.pages.report.WeeklyReview.Happened;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/// What was done in the two weeks of a review, in lanes.
public final class WeekChart {
  private static final Duration STEP = Duration.ofHours(1);

  private WeekChart() {}

  public static LaneChart of(WeeklyReview review, ZoneId zone) {
    List<Lane> lanes =
        Arrays.stream(Happened.Kind.values()).map(kind -> lane(review, kind)).toList();
    return new LaneChart(
        "weeks",
        "What was done in the two weeks",
        "%d backups restored and read, %d proofs of the log, %d rehearsals, %d deployments. Outlines: undecided. Crosses: refuted."
            .formatted(
                lanes.get(0).items().size(),
                lanes.get(1).items().size(),
                lanes.get(2).items().size(),
                lanes.get(3).items().size()),
        Span.of(review.before(), review.to(), STEP, zone),
        lanes);
  }

  private static Lane lane(WeeklyReview review, Happened.Kind kind) {
    return new Lane(
        kind.lane(),
        review.happened().stream()
            .filter(each -> each.kind() == kind)
            .map(each -> new Item(each.at(), each.at(), look(each), each.what()))
            .toList());
  }

  private static Look look(Happened each) {
    return switch (each.outcome()) {
      case PROVED -> Look.SOLID;
      case UNDECIDED -> Look.HOLLOW;
      case REFUTED -> Look.CROSSED;
    };
  }
}
