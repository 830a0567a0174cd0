package dev.ballast.store.delivery;

import static java.util.Objects.requireNonNull;

import dev.ballast.store.alert.Urgency;
import java.time.Instant;
import java.util.UUID;

/// A message that this node is sending.
///
/// @param number of the messages about the alert to the route, from 1
/// @param tries how often it was begun to send it, this time included
/// @param mayHaveArrived whether one of the earlier tries may have reached the receiver
public record Delivery(
    UUID alert,
    String route,
    int number,
    MessageKind kind,
    Urgency urgency,
    int tries,
    Instant madeAt,
    boolean mayHaveArrived) {
  public Delivery {
    requireNonNull(alert, "alert is null");
    requireNonNull(route, "route is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(urgency, "urgency is null");
    requireNonNull(madeAt, "madeAt is null");
  }
}
