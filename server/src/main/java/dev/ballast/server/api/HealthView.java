package dev.ballast.server.api;

import dev.ballast.server.api.TargetView.FaultView;
import java.util.List;
import java.util.Optional;

/// How a node is doing.
///
/// @param ready whether it takes requests and stores samples
/// @param store why the store does not take samples
/// @param journal why readings or events are in memory only
/// @param certificate why the files of the certificate are not what is shown
/// @param otlp why metrics were not sent
/// @param routes why messages about alerts wait, or no check is evaluated
public record HealthView(
    boolean ready,
    Optional<FaultView> store,
    Optional<FaultView> journal,
    Optional<FaultView> certificate,
    Optional<FaultView> otlp,
    List<String> routes,
    Waiting waiting) {
  public HealthView {
    routes = List.copyOf(routes);
  }

  /// What the store does not have yet.
  ///
  /// @param segments of readings
  /// @param droppedReadings for which the journal had no room
  /// @param droppedEvents for which their journal had no room
  public record Waiting(
      int segments, long bytes, long droppedReadings, int events, long droppedEvents) {}

  /// What anybody may know.
  ///
  /// @param store the code of what keeps the store from taking samples
  public record Public(boolean ready, Optional<String> store, Optional<String> journal) {}

  public Public inPublic() {
    return new Public(ready, store.map(FaultView::code), journal.map(FaultView::code));
  }
}
