package dev.ballast.observe.check;

import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.Counted;
import dev.ballast.evidence.Durations;
import java.time.Duration;
import java.util.Locale;
import java.util.function.DoubleFunction;

/// What the figure of a check counts, which decides how it is written.
public enum Measure {
  SECONDS(value -> Durations.text(Duration.ofMillis(Math.round(value * 1000)))),
  BYTES(value -> new ByteSize((long) value).toString()),
  BYTES_PER_SECOND(value -> new ByteSize((long) value) + "/s"),
  /// From 0 to 1, written in per cent.
  SHARE(value -> format("%.1f %%", value * 100)),
  TRANSACTIONS(
      value ->
          format("%,.0f ", value) + Counted.noun(Math.round(value), "transaction", "transactions")),
  /// So many times of something.
  TIMES(value -> format("%.1f times", value)),
  PER_SECOND(value -> format("%.2f/s", value)),
  COUNT(value -> format("%,.0f", value));

  private final DoubleFunction<String> text;

  Measure(DoubleFunction<String> text) {
    this.text = text;
  }

  /// A figure with its unit.
  public String text(double value) {
    return text.apply(value);
  }

  /// A whole figure with its unit.
  public String text(long value) {
    return text((double) value);
  }

  private static String format(String pattern, double value) {
    return String.format(Locale.ROOT, pattern, value);
  }
}
