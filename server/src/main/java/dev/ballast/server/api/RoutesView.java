package dev.ballast.server.api;

import static java.util.Objects.requireNonNull;

import dev.ballast.store.delivery.RouteState;
import java.util.List;

/// The routes by which people are notified of alerts.
public record RoutesView(List<Line> routes) {
  public RoutesView {
    routes = List.copyOf(routes);
  }

  /// One route.
  ///
  /// @param type as in the configuration; empty where the route is not in it any more
  public record Line(String type, RouteState state) {
    public Line {
      requireNonNull(type, "type is null");
      requireNonNull(state, "state is null");
    }
  }
}
