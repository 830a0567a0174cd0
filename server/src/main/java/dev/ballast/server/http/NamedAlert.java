package dev.ballast.server.http;

import dev.ballast.evidence.Fault;
import dev.ballast.server.ServerError;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.AlertTable;
import java.util.List;
import java.util.stream.Collectors;

/// The alert that a request names by the beginning of its id.
public final class NamedAlert {
  private NamedAlert() {}

  /// Throws `resource-missing` where there is none, and where there are several, with those.
  ///
  /// @param what it is to the request, such as `incident`
  public static Alert find(AlertTable alerts, String beginning, String what) {
    List<Alert> found = alerts.beginning(beginning);
    if (found.isEmpty()) {
      throw Fault.of(ServerError.RESOURCE_MISSING, "there is no " + what + " of that id")
          .hint("ballast " + what + " list shows the ids.");
    }
    if (found.size() > 1) {
      throw Fault.of(
              ServerError.RESOURCE_MISSING, "the ids of several " + what + "s begin like that")
          .detail(
              found.stream()
                  .map(
                      alert ->
                          "%s  %s: %s"
                              .formatted(alert.id(), alert.target(), alert.condition().summary()))
                  .collect(Collectors.joining("\n")))
          .hint("Name more of the id.");
    }
    return found.getFirst();
  }
}
