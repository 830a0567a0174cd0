package dev.ballast.pages.chart;

import static java.util.Objects.requireNonNull;

import dev.ballast.pages.text.Unit;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

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
    Optional<Limit> limit,
    Overlay over) {
  private static final String BEFORE = ", previous period";
  private static final int ALL_TONE = 4;

  public TimeChart {
    requireNonNull(title, "title is null");
    requireNonNull(finding, "finding is null");
    requireNonNull(unit, "unit is null");
    requireNonNull(shape, "shape is null");
    requireNonNull(span, "span is null");
    requireNonNull(limit, "limit is null");
    requireNonNull(over, "over is null");
    if (!id.matches("[a-z][a-z-]*")) {
      throw new IllegalArgumentException("not an id of a chart: " + id);
    }
    series = List.copyOf(series);
    marks = marks.stream().filter(mark -> mark.isWithin(span)).toList();
  }

  /// One that has nothing to compare with.
  public TimeChart(
      String id,
      String title,
      String finding,
      Unit unit,
      Shape shape,
      Span span,
      List<Series> series,
      List<Mark> marks,
      Optional<Limit> limit) {
    this(id, title, finding, unit, shape, span, series, marks, limit, Overlay.NONE);
  }

  /// The same with something to compare with.
  public TimeChart with(Overlay other) {
    return new TimeChart(id, title, finding, unit, shape, span, series, marks, limit, other);
  }

  /// The same beside another period, whose lines are dashed; of layers the sum of all.
  ///
  /// @param before the chart of that period, with as many steps
  public TimeChart against(TimeChart before) {
    List<Series> dashed =
        shape == Shape.LINES
            ? before.series.stream()
                .map(each -> new Series(each.name() + BEFORE, each.tone(), each.values()))
                .toList()
            : List.of(new Series("all" + BEFORE, ALL_TONE, before.sums()));
    return with(new Overlay(dashed, over.band()));
  }

  private List<Double> sums() {
    return IntStream.range(0, span.steps()).mapToObj(s -> top(series.size() - 1, s)).toList();
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

  /// Whether nothing is known there, which another period does not change. What is to come has a
  /// band and is no gap.
  boolean isGap(int step) {
    return !isKnown(step) && over.band().filter(band -> band.isKnown(step)).isEmpty();
  }

  double largest() {
    double largest = limit.map(Limit::value).orElse(0.0);
    for (int step = 0; step < span.steps(); step++) {
      largest = Math.max(largest, over.largest(step));
      for (int layer = 0; layer < series.size(); layer++) {
        double top = top(layer, step);
        largest = Double.isNaN(top) ? largest : Math.max(largest, top);
      }
    }
    return largest;
  }
}
