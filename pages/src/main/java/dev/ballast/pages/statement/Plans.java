package dev.ballast.pages.statement;

import static java.util.Objects.requireNonNull;

import dev.ballast.pages.chart.LaneChart;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How a server would run a statement, and how it did.
///
/// @param present how it would at present
/// @param unknown why that is not known; follows "because"
/// @param lanes which plan was seen when
/// @param seen each plan of the lanes
/// @param logged plans that it was run with, the newest first
public record Plans(
    Optional<String> present,
    Optional<String> unknown,
    Optional<LaneChart> lanes,
    List<Seen> seen,
    List<Logged> logged) {
  public Plans {
    requireNonNull(present, "present is null");
    requireNonNull(unknown, "unknown is null");
    requireNonNull(lanes, "lanes is null");
    seen = List.copyOf(seen);
    logged = List.copyOf(logged);
  }

  /// A plan that was made and not executed.
  ///
  /// @param shape by which it is known
  /// @param first when it was seen first, as far as that is kept
  public record Seen(String shape, String summary, Instant first, String text) {
    public Seen {
      requireNonNull(shape, "shape is null");
      requireNonNull(summary, "summary is null");
      requireNonNull(first, "first is null");
      requireNonNull(text, "text is null");
    }
  }

  /// A plan that the server wrote to its log when it had run it.
  public record Logged(Instant at, String text) {
    public Logged {
      requireNonNull(at, "at is null");
      requireNonNull(text, "text is null");
    }
  }
}
