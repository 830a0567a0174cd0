package dev.ballast.server.page;

import dev.ballast.evidence.Durations;
import dev.ballast.pages.report.Capacity;
import dev.ballast.pages.report.Capacity.Kind;
import dev.ballast.pages.report.Capacity.Outlook;
import dev.ballast.store.sample.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// When something is used up, by its stored figures.
final class Outlooks {
  /// What a shorter time shows may be one load.
  static final Duration LONG_ENOUGH = Duration.ofDays(3);

  private static final Duration YEAR = Duration.ofDays(365);

  private Outlooks() {}

  /// Something that ends at a limit.
  ///
  /// @param points in order of time, of which at least one is known
  static Capacity ending(
      String target, Kind kind, String subject, double limit, List<Point> points) {
    double present = present(points);
    Optional<Trend> trend = Trend.of(points);
    Optional<String> unknown = unknown(trend);
    if (unknown.isPresent()) {
      return new Capacity(
          target,
          kind,
          subject,
          present,
          Optional.empty(),
          Outlook.UNKNOWN,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          unknown);
    }
    Trend known = trend.orElseThrow();
    Optional<Instant> date = soon(known, limit, known.perDay());
    // The pace that leads there soonest is the lower bound of what shrinks.
    boolean shrinks = limit < known.last();
    Optional<Instant> earliest = soon(known, limit, shrinks ? known.least() : known.most());
    Optional<Instant> latest = soon(known, limit, shrinks ? known.most() : known.least());
    return new Capacity(
        target,
        kind,
        subject,
        present,
        Optional.of(known.perDay()),
        date.isPresent() ? Outlook.RUNS_OUT : Outlook.NOT_WITHIN_A_YEAR,
        date,
        date.flatMap(d -> earliest),
        date.flatMap(d -> latest),
        Optional.empty());
  }

  private static Optional<Instant> soon(Trend trend, double limit, double pace) {
    return trend.reaches(limit, pace).filter(at -> !at.isAfter(trend.at().plus(YEAR)));
  }

  /// Sizes of several things that grow together and have no end of their own.
  ///
  /// @param each points in order of time
  static Capacity growing(String target, Kind kind, String subject, List<List<Point>> each) {
    double present = each.stream().mapToDouble(Outlooks::present).sum();
    double perDay = 0;
    for (List<Point> points : each) {
      Optional<Trend> trend = Trend.of(points);
      Optional<String> unknown = unknown(trend);
      if (unknown.isPresent()) {
        return new Capacity(
            target,
            kind,
            subject,
            present,
            Optional.empty(),
            Outlook.UNKNOWN,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            unknown);
      }
      perDay += trend.orElseThrow().perDay();
    }
    return new Capacity(
        target,
        kind,
        subject,
        present,
        Optional.of(perDay),
        Outlook.GROWS,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static double present(List<Point> points) {
    return points.reversed().stream()
        .mapToDouble(Point::value)
        .filter(value -> !Double.isNaN(value))
        .findFirst()
        .orElse(Double.NaN);
  }

  private static Optional<String> unknown(Optional<Trend> trend) {
    if (trend.isEmpty()) {
      return Optional.of("fewer than %s of figures are stored".formatted(text(LONG_ENOUGH)));
    }
    Duration over = trend.get().over();
    return over.compareTo(LONG_ENOUGH) < 0
        ? Optional.of(
            "only %s of %s of figures are stored".formatted(text(over), text(LONG_ENOUGH)))
        : Optional.empty();
  }

  private static String text(Duration duration) {
    return Durations.text(duration);
  }
}
