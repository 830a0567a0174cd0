package dev.ballast.server.api;

import dev.ballast.server.api.TargetView.FaultView;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Point;
import java.util.List;
import java.util.Optional;

/// A metric of an entity over time.
///
/// @param incomplete why some of it may be missing: the node answers with what it has while its
///     store is away
/// @param points of which an unknown figure has no value
public record SeriesView(
    String target,
    String family,
    List<Label> labels,
    String metric,
    Optional<FaultView> incomplete,
    List<PointView> points) {

  /// One point; the time in milliseconds since 1970.
  public record PointView(long at, Optional<Double> value) {
    public static PointView of(Point point) {
      return new PointView(
          point.at().toEpochMilli(),
          Double.isNaN(point.value()) ? Optional.empty() : Optional.of(point.value()));
    }
  }
}
