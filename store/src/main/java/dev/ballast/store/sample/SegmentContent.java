package dev.ballast.store.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The readings of one segment by entity. Guarded by its owner.
final class SegmentContent {
  private static final Duration LONGEST = Duration.ofHours(12);

  private final Map<Series, Points> points = new LinkedHashMap<>();
  private long readings;
  private Optional<Instant> first = Optional.empty();

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
    first = first.or(() -> Optional.of(reading.at()));
    long at = reading.at().toEpochMilli();
    for (Figures figures : reading.entities()) {
      points
          .computeIfAbsent(
              new Series(reading.target(), reading.layout(), figures.labels()),
              series -> new Points(series.layout().metrics().size()))
          .add(at, figures);
    }
  }

  /// Whether the clock was set so far that both would be in one chunk of more than a day.
  boolean isFarFrom(Instant at) {
    return first.filter(f -> Duration.between(f, at).abs().compareTo(LONGEST) > 0).isPresent();
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
