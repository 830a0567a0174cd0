package dev.ballast.store.sample;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The readings of one segment by entity. Guarded by its owner.
final class SegmentContent {
  private final Map<Series, Points> points = new LinkedHashMap<>();
  private long readings;

  /// An entity of a target, with the layout its figures have.
  record Series(String target, Layout layout, Labels labels) {
    Known with(long entity) {
      return new Known(this, entity);
    }
  }

  /// A series that the store knows.
  record Known(Series series, long entity) {}

  void add(Reading reading) {
    readings++;
    long at = reading.at().toEpochMilli();
    for (Figures figures : reading.entities()) {
      points
          .computeIfAbsent(
              new Series(reading.target(), reading.layout(), figures.labels()),
              series -> new Points(series.layout().metrics().size()))
          .add(at, figures);
    }
  }

  long readings() {
    return readings;
  }

  Map<Series, Points> all() {
    return Collections.unmodifiableMap(points);
  }

  Optional<Points> of(Series series) {
    return Optional.ofNullable(points.get(series));
  }
}
