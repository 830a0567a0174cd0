package dev.ballast.server.api;

import static java.util.Objects.requireNonNull;

/// What came of a message that says that it is a test.
///
/// @param answer what the receiver said, or why nothing was heard of it
public record RouteTestView(String route, boolean accepted, String answer) {
  public RouteTestView {
    requireNonNull(route, "route is null");
    requireNonNull(answer, "answer is null");
  }
}
