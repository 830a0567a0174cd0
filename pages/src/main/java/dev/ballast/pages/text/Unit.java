package dev.ballast.pages.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/// What a figure counts, which decides how it is written: three digits, and the unit that keeps
/// them before or just behind the point.
public enum Unit {
  /// Something counted, such as sessions.
  COUNT(Step.of(1, ""), Step.of(1e3, "k"), Step.of(1e6, "M"), Step.of(1e9, "G")),
  /// How often in a second.
  PER_SECOND(Step.of(1, "/s"), Step.of(1e3, "k/s"), Step.of(1e6, "M/s")),
  /// A time, given in seconds.
  SECONDS(
      Step.of(1e-6, "µs"),
      Step.of(1e-3, "ms"),
      Step.of(1, "s"),
      Step.of(60, "min"),
      Step.of(3600, "h"),
      Step.of(86400, "d")),
  BYTES(binary("")),
  BYTES_PER_SECOND(binary("/s")),
  /// From 0 to 1, written in per cent.
  SHARE(Step.of(0.01, "%"));

  private static final MathContext DIGITS = new MathContext(3, RoundingMode.HALF_UP);

  private final List<Step> steps;

  Unit(Step... steps) {
    this.steps = List.of(steps);
  }

  /// A multiple of the unit with a name of its own.
  private record Step(double size, String suffix) {
    static Step of(double size, String suffix) {
      return new Step(size, suffix);
    }
  }

  private static Step[] binary(String behind) {
    return new Step[] {
      Step.of(1, "B" + behind),
      Step.of(0x1p10, "KiB" + behind),
      Step.of(0x1p20, "MiB" + behind),
      Step.of(0x1p30, "GiB" + behind),
      Step.of(0x1p40, "TiB" + behind)
    };
  }

  /// A figure with its unit: `1.25 GiB`, `340 ms`, `0`. A dash where it is unknown.
  public String text(double value) {
    return Double.isFinite(value) ? text(value, value) : "–";
  }

  /// A figure in the unit that another one of its axis has, so that an axis has one unit.
  public String text(double value, double largest) {
    Step step = step(Math.abs(largest));
    String number = digits(value / step.size());
    // A per cent sign and a multiple of a count stand close by.
    String gap = step.suffix().isEmpty() || this == COUNT ? "" : " ";
    return value == 0 && this == COUNT ? "0" : number + gap + step.suffix();
  }

  /// The size of the multiple in which a figure is written.
  public double size(double value) {
    return step(Math.abs(value)).size();
  }

  private Step step(double size) {
    if (size == 0) {
      return steps.stream().filter(step -> step.size() == 1).findFirst().orElse(steps.getFirst());
    }
    Step found = steps.getFirst();
    for (Step step : steps) {
      if (step.size() <= size) {
        found = step;
      }
    }
    return found;
  }

  private static String digits(double value) {
    BigDecimal rounded = new BigDecimal(value).round(DIGITS);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
