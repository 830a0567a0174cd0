package dev.ballast.pages.chart;

import static java.util.Objects.requireNonNull;

import dev.ballast.pages.text.Unit;
import java.util.List;
import java.util.Optional;

/// Figures over time. What is written of it, a picture or a table, says the same.
///
/// @param id unique on its page, of letters and hyphens
/// @param finding what it shows, as a sentence; read aloud in its place
public record TimeChart(
    String id,
    String title,
    String finding,
    Unit unit,
    Shape shape,
    Span span,
    List<Series> series,
    List<Mark> marks,
    Optional<Limit> limit) {
  public TimeChart {
    requireNonNull(title, "title is null");
    requireNonNull(finding, "finding is null");
    requireNonNull(unit, "unit is null");
    requireNonNull(shape, "shape is null");
    requireNonNull(span, "span is null");
    requireNonNull(limit, "limit is null");
    if (!id.matches("[a-z][a-z-]*")) {
      throw new IllegalArgumentException("not an id of a chart: " + id);
    }
    series = List.copyOf(series);
    marks =
        marks.stream()
            .filter(mark -> !mark.at().isBefore(span.from()) && mark.at().isBefore(span.to()))
            .toList();
  }

  /// How series are drawn.
  public enum Shape {
    LINES,
    /// On top of each other, the first at the bottom.
    STACKED
  }

  /// Whether nothing is known of any series.
  public boolean isEmpty() {
    return series.stream().allMatch(each -> Double.isNaN(each.last()));
  }

  /// Where the layers up to a series reach; not a number in a gap. Of lines the value itself.
  double top(int layer, int step) {
    if (shape == Shape.LINES) {
      return series.get(layer).value(step);
    }
    double sum = Double.NaN;
    for (int i = 0; i <= layer; i++) {
      double value = series.get(i).value(step);
      if (!Double.isNaN(value)) {
        sum = Double.isNaN(sum) ? value : sum + value;
      }
    }
    return sum;
  }

  /// Whether any series has a value there.
  boolean isKnown(int step) {
    return series.stream().anyMatch(each -> !Double.isNaN(each.value(step)));
  }

  double largest() {
    double largest = limit.map(Limit::value).orElse(0.0);
    for (int step = 0; step < span.steps(); step++) {
      for (int layer = 0; layer < series.size(); layer++) {
        double top = top(layer, step);
        largest = Double.isNaN(top) ? largest : Math.max(largest, top);
      }
    }
    return largest;
  }
}
