package dev.ballast.observe.notify;

import static java.util.Objects.requireNonNull;

import dev.ballast.store.alert.AlertTable;
import dev.ballast.store.delivery.DeliveryTable;
import dev.ballast.store.delivery.MuteTable;

/// What the store has of alerts and of messages about them.
public record Books(AlertTable alerts, DeliveryTable deliveries, MuteTable mutes) {
  public Books {
    requireNonNull(alerts, "alerts is null");
    requireNonNull(deliveries, "deliveries is null");
    requireNonNull(mutes, "mutes is null");
  }
}
