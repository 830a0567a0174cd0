package dev.ballast.pages.chart;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/// What happened when, in lanes.
///
/// @param id unique on its page, of letters and hyphens
/// @param finding what it shows, as a sentence
public record LaneChart(String id, String title, String finding, Span span, List<Lane> lanes) {
  public LaneChart {
    requireNonNull(title, "title is null");
    requireNonNull(finding, "finding is null");
    requireNonNull(span, "span is null");
    if (!id.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException("not an id of a chart: " + id);
    }
    lanes = List.copyOf(lanes);
  }

  /// What belongs together.
  public record Lane(String name, List<Item> items) {
    public Lane {
      requireNonNull(name, "name is null");
      items = List.copyOf(items);
    }
  }

  /// Something with a beginning and an end; what has no length is as wide as can be seen.
  ///
  /// @param look how it is drawn
  /// @param what it is, for a reader of the table and of the tip
  public record Item(Instant from, Instant to, Look look, String what) {
    public Item {
      requireNonNull(from, "from is null");
      requireNonNull(to, "to is null");
      requireNonNull(look, "look is null");
      requireNonNull(what, "what is null");
    }
  }

  /// How an item is drawn, which no colour alone says.
  public enum Look {
    /// Filled.
    SOLID,
    /// An outline.
    HOLLOW,
    /// Crossed.
    CROSSED,
    /// Filled, of what is neither good nor bad.
    PLAIN,
    /// An outline of dots, of what waits.
    WAITING;

    String style() {
      return switch (this) {
        case SOLID -> "solid";
        case HOLLOW -> "hollow";
        case CROSSED -> "crossed";
        case PLAIN -> "plain";
        case WAITING -> "waiting";
      };
    }
  }
}
