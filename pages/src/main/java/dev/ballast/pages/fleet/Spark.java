package dev.ballast.pages.fleet;

import static java.util.Objects.requireNonNull;

import dev.ballast.pages.text.Unit;
import java.util.List;
import java.util.Locale;

/// How busy a target was, as small as a word: a line with gaps where nothing was measured.
///
/// @param values one for each step in order of time; not a number where nothing was measured
/// @param period what all of them are of, such as `the last hour`
public record Spark(List<Double> values, String period) {
  public static final int WIDTH = 120;
  public static final int HEIGHT = 24;

  /// A line at the edge would be cut in half.
  private static final double MARGIN = 1;

  public Spark {
    values = List.copyOf(values);
    requireNonNull(period, "period is null");
  }

  public boolean isKnown() {
    return values.stream().anyMatch(value -> !value.isNaN());
  }

  /// What a reader hears who does not see it.
  public String words() {
    double most = values.stream().filter(v -> !v.isNaN()).max(Double::compare).orElse(Double.NaN);
    double mean =
        values.stream().filter(v -> !v.isNaN()).mapToDouble(v -> v).average().orElse(Double.NaN);
    return "Active sessions of %s: now %s, mean %s, at most %s"
        .formatted(period, last(), Unit.COUNT.text(mean), Unit.COUNT.text(most));
  }

  /// What was measured last; a dash where the last steps are a gap.
  public String last() {
    return Unit.COUNT.text(values.isEmpty() ? Double.NaN : values.getLast());
  }

  /// The line as the `d` of an SVG path: steps, each as wide as the time that it is of. At the top
  /// is the largest value, but never less than one session, so that a quiet target looks quiet.
  public String path() {
    double top =
        Math.max(1, values.stream().filter(v -> !v.isNaN()).max(Double::compare).orElse(0.0));
    double step = (double) WIDTH / Math.max(1, values.size());
    StringBuilder path = new StringBuilder();
    boolean broken = true;
    for (int i = 0; i < values.size(); i++) {
      double value = values.get(i);
      if (!Double.isNaN(value)) {
        String y = number(MARGIN + (HEIGHT - 2 * MARGIN) * (1 - value / top));
        path.append(broken ? "M" + number(i * step) + " " + y : "V" + y);
        path.append('H').append(number((i + 1) * step));
      }
      broken = Double.isNaN(value);
    }
    return path.toString();
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
