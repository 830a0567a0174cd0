package dev.ballast.observe.check;

import static java.util.Objects.requireNonNull;

import dev.ballast.store.alert.Urgency;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/// From which figure on a check raises an alert, and from which on it is well again. Higher figures
/// are worse.
///
/// @param raise from this figure on it is wrong
/// @param urgency what it is then
/// @param page from this figure on somebody has to act now
/// @param clear below this figure it is well; in between it stays as it is
/// @param hold how long it has to be wrong before an alert is raised
/// @param calm how long it has to be well before an alert is resolved
public record Threshold(
    Measure measure,
    double raise,
    Urgency urgency,
    OptionalDouble page,
    double clear,
    Duration hold,
    Duration calm) {
  private static final Duration USUAL_CALM = Duration.ofMinutes(2);

  /// How far below the threshold a figure has to be, as a share of it.
  private static final double USUAL_CLEAR = 0.9;

  public Threshold {
    requireNonNull(measure, "measure is null");
    requireNonNull(urgency, "urgency is null");
    requireNonNull(page, "page is null");
    requireNonNull(hold, "hold is null");
    requireNonNull(calm, "calm is null");
    if (clear > raise || (page.isPresent() && page.getAsDouble() < raise)) {
      throw new IllegalArgumentException("clear, raise and page are not in this order");
    }
  }

  /// Raises at once, is well nine tenths below, for two minutes.
  public static Threshold of(Measure measure, double raise, Urgency urgency) {
    return new Threshold(
        measure,
        raise,
        urgency,
        OptionalDouble.empty(),
        raise * USUAL_CLEAR,
        Duration.ZERO,
        USUAL_CALM);
  }

  /// For what is either so or not: the figure is 1 where it is.
  public static Threshold ifSo(Urgency urgency) {
    return of(Measure.COUNT, 1, urgency);
  }

  /// From another figure on, and well as far below it.
  public Threshold raisingFrom(double figure) {
    double ratio = raise == 0 ? USUAL_CLEAR : clear / raise;
    return new Threshold(measure, figure, urgency, page, figure * ratio, hold, calm);
  }

  public Threshold pagingFrom(double figure) {
    return new Threshold(measure, raise, urgency, OptionalDouble.of(figure), clear, hold, calm);
  }

  public Threshold clearingBelow(double figure) {
    return new Threshold(measure, raise, urgency, page, figure, hold, calm);
  }

  public Threshold after(Duration held) {
    return new Threshold(measure, raise, urgency, page, clear, held, calm);
  }

  public Threshold calmFor(Duration well) {
    return new Threshold(measure, raise, urgency, page, clear, hold, well);
  }

  /// How urgent a figure is; empty below the threshold.
  public Optional<Urgency> urgencyOf(double figure) {
    if (page.isPresent() && figure >= page.getAsDouble()) {
      return Optional.of(Urgency.PAGE);
    }
    return figure >= raise ? Optional.of(urgency) : Optional.empty();
  }

  /// Whether it is well at this figure.
  public boolean isWell(double figure) {
    return figure < clear;
  }
}
