package dev.ballast.server.page;

import dev.ballast.pages.chart.Overlay;
import dev.ballast.pages.chart.Overlay.Band;
import dev.ballast.pages.chart.Series;
import dev.ballast.pages.chart.Span;
import dev.ballast.pages.chart.TimeChart;
import dev.ballast.pages.chart.TimeChart.Shape;
import dev.ballast.pages.report.Capacity;
import dev.ballast.pages.report.Capacity.Kind;
import dev.ballast.pages.report.Capacity.Outlook;
import dev.ballast.pages.report.CapacityText;
import dev.ballast.pages.text.Moments;
import dev.ballast.pages.text.Unit;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Storage of 30 days by the hour, and where it leads to at its pace: the free space of the file
/// system that is full first, or the size of all databases where no file system is known.
record TargetForecast(Hours hours, Moments moments) {
  private static final Duration PAST = Duration.ofDays(30);
  private static final Duration AHEAD = Duration.ofDays(30);
  private static final Duration LEAST = Duration.ofHours(1);
  private static final double DAY = Duration.ofDays(1).toMillis();

  /// What is drawn.
  private record Storage(String title, Capacity capacity, List<Point> points) {}

  Optional<TimeChart> chart() {
    return storage().map(this::drawn);
  }

  private Optional<Storage> storage() {
    Instant now = moments.now();
    List<Storage> disks = new ArrayList<>();
    Hours.present(hours.of("host_disk", "free_bytes", now.minus(PAST), now), now)
        .forEach((labels, points) -> disks.add(disk(labels, points)));
    return disks.stream()
        .min(
            Comparator.comparing((Storage disk) -> disk.capacity().date().orElse(Instant.MAX))
                .thenComparingDouble(disk -> disk.capacity().present()))
        .or(
            () ->
                databases(
                    Hours.present(hours.of("database_size", "bytes", now.minus(PAST), now), now)));
  }

  private Storage disk(Labels labels, List<Point> points) {
    String place = labels.value("place").orElse(labels.text());
    return new Storage(
        "Free space of " + place + ", and where it leads to",
        Outlooks.ending(hours.target(), Kind.DISK, place, 0, points),
        points);
  }

  /// Their sum in the hours in which as many were read as in the last one.
  private Optional<Storage> databases(Map<Labels, List<Point>> sizes) {
    if (sizes.isEmpty()) {
      return Optional.empty();
    }
    Map<Instant, List<Double>> by = new TreeMap<>();
    sizes
        .values()
        .forEach(
            points ->
                points.forEach(
                    p -> by.computeIfAbsent(p.at(), at -> new ArrayList<>()).add(p.value())));
    List<Point> sums = new ArrayList<>();
    by.forEach(
        (at, each) -> {
          if (each.size() == sizes.size()) {
            sums.add(new Point(at, each.stream().mapToDouble(Double::doubleValue).sum()));
          }
        });
    return sums.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Storage(
                "Size of all databases, and where it leads to",
                Outlooks.growing(hours.target(), Kind.DATABASES, "", List.copyOf(sizes.values())),
                sums));
  }

  private TimeChart drawn(Storage storage) {
    boolean isKnown = storage.capacity().outlook() != Outlook.UNKNOWN;
    Span span = span(storage.points(), isKnown);
    Steps steps = new Steps(span);
    storage.points().forEach(point -> steps.add(point.at(), point.value()));
    Overlay over =
        Trend.of(storage.points())
            .filter(trend -> isKnown)
            .map(trend -> ahead(trend, span))
            .orElse(Overlay.NONE);
    return new TimeChart(
            "forecast",
            storage.title(),
            sentence(storage.capacity()),
            Unit.BYTES,
            Shape.LINES,
            span,
            List.of(new Series("measured", 3, steps.means())),
            List.of(),
            Optional.empty())
        .with(over);
  }

  /// As long ahead as there is a past, and 30 days at most.
  private Span span(List<Point> points, boolean ahead) {
    Instant now = moments.now();
    Duration past = Duration.between(points.getFirst().at(), now);
    Duration back = past.compareTo(LEAST) < 0 ? LEAST : past;
    Duration future = back.compareTo(AHEAD) < 0 ? back : AHEAD;
    return Span.of(
        now.minus(back), ahead ? now.plus(future) : now, Duration.ofHours(1), moments.zone());
  }

  private String sentence(Capacity capacity) {
    if (capacity.outlook() == Outlook.UNKNOWN) {
      return "%s. Where it leads to is %s."
          .formatted(CapacityText.present(capacity), CapacityText.when(capacity, moments));
    }
    return "%s, %s per day: %s%s."
        .formatted(
            CapacityText.present(capacity),
            CapacityText.pace(capacity),
            capacity.kind() == Kind.DISK ? "full " : "",
            CapacityText.when(capacity, moments));
  }

  private static Overlay ahead(Trend trend, Span span) {
    List<Double> expected = new ArrayList<>();
    List<Double> low = new ArrayList<>();
    List<Double> high = new ArrayList<>();
    for (int step = 0; step < span.steps(); step++) {
      double days = Duration.between(trend.at(), span.at(step)).toMillis() / DAY;
      boolean isAhead = days > 0;
      expected.add(isAhead ? reached(trend, trend.perDay(), days) : Double.NaN);
      low.add(isAhead ? reached(trend, trend.least(), days) : Double.NaN);
      high.add(isAhead ? reached(trend, trend.most(), days) : Double.NaN);
    }
    return new Overlay(
        List.of(new Series("expected at its pace", 3, expected)),
        Optional.of(new Band("at 90 % between", 3, low, high)));
  }

  /// Nothing is less than nothing.
  private static double reached(Trend trend, double perDay, double days) {
    return Math.max(0, trend.last() + perDay * days);
  }
}
