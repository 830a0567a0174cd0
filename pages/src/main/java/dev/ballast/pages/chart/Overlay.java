package dev.ballast.pages.chart;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/// What is drawn over the series of a chart to compare them with.
///
/// @param dashed lines of another time, such as the period before or what is to come; never stacked
/// @param band between which values most lie
public record Overlay(List<Series> dashed, Optional<Band> band) {
  public static final Overlay NONE = new Overlay(List.of(), Optional.empty());

  public Overlay {
    dashed = List.copyOf(dashed);
    requireNonNull(band, "band is null");
  }

  public static Overlay of(List<Series> dashed) {
    return new Overlay(dashed, Optional.empty());
  }

  public static Overlay of(Band band) {
    return new Overlay(List.of(), Optional.of(band));
  }

  /// The values from the first list to the second one, a pair for each step; not numbers where
  /// nothing is known.
  ///
  /// @param tone its colour, from 1 to 8
  public record Band(String name, int tone, List<Double> low, List<Double> high) {
    public Band {
      requireNonNull(name, "name is null");
      low = List.copyOf(low);
      high = List.copyOf(high);
    }

    double low(int step) {
      return step < low.size() ? low.get(step) : Double.NaN;
    }

    double high(int step) {
      return step < high.size() ? high.get(step) : Double.NaN;
    }

    boolean isKnown(int step) {
      return !Double.isNaN(low(step)) && !Double.isNaN(high(step));
    }
  }

  double largest(int step) {
    double largest = band.filter(each -> each.isKnown(step)).map(b -> b.high(step)).orElse(0.0);
    for (Series series : dashed) {
      double value = series.value(step);
      largest = Double.isNaN(value) ? largest : Math.max(largest, value);
    }
    return largest;
  }
}
