package dev.ballast.observe.usual;

import static java.util.Objects.requireNonNull;

import dev.ballast.observe.anomaly.Anomaly;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A figure that left what is usual. It is over when it has been usual again for an hour, or when
/// its new level is taken for usual.
///
/// @param anomaly how it left it
/// @param latest the figure as it was seen last
/// @param unusualAt when it was unusual last
/// @param changes what was changed at the target in the hour before, the latest first
public record Unusual(
    UsualFigure figure,
    Labels subject,
    Anomaly anomaly,
    double latest,
    Instant unusualAt,
    List<String> changes) {
  /// It has to be usual for so long: what returns sooner is the same departure.
  static final Duration CALM = Duration.ofHours(1);

  private static final Duration LATELY = Duration.ofMinutes(10);

  public Unusual {
    requireNonNull(figure, "figure is null");
    requireNonNull(subject, "subject is null");
    requireNonNull(anomaly, "anomaly is null");
    requireNonNull(unusualAt, "unusualAt is null");
    changes = List.copyOf(changes);
  }

  /// Whether it is more than usual rather than less.
  public boolean more() {
    return anomaly.observed() > anomaly.expected().high();
  }

  /// How many times as far from what was expected as it may be.
  public double times() {
    return anomaly.score() / (1 - anomaly.score());
  }

  Unusual seen(double now, Instant at, boolean unusual) {
    return new Unusual(figure, subject, anomaly, now, unusual ? at : unusualAt, changes);
  }

  /// Whether it was unusual within the last steps.
  public boolean lasts(Instant at) {
    return Duration.between(unusualAt, at).compareTo(LATELY) < 0;
  }

  boolean isOver(Instant at) {
    return Duration.between(unusualAt, at).compareTo(CALM) >= 0;
  }
}
