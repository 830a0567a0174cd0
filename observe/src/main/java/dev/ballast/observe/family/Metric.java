package dev.ballast.observe.family;

import static java.util.Objects.requireNonNull;

import java.util.function.ToDoubleFunction;

/// One figure of a family.
///
/// @param name lower case with `_`, without the family's name before it
/// @param help one sentence without a full stop
/// @param figure `NaN` where it is unknown, which is never taken for zero
public record Metric<R>(
    String name, Kind kind, Unit unit, String help, ToDoubleFunction<R> figure) {
  public Metric {
    requireNonNull(kind, "kind is null");
    requireNonNull(unit, "unit is null");
    requireNonNull(figure, "figure is null");
    if (name.isEmpty() || help.isEmpty()) {
      throw new IllegalArgumentException("a metric without a name or help");
    }
  }

  public static <R> Metric<R> counter(
      String name, Unit unit, String help, ToDoubleFunction<R> figure) {
    return new Metric<>(name, Kind.COUNTER, unit, help, figure);
  }

  public static <R> Metric<R> gauge(
      String name, Unit unit, String help, ToDoubleFunction<R> figure) {
    return new Metric<>(name, Kind.GAUGE, unit, help, figure);
  }
}
