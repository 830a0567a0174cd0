package dev.ballast.server.api;

import static java.util.Objects.requireNonNull;

import dev.ballast.store.alert.Alert;
import dev.ballast.store.delivery.Mute;
import java.util.List;

/// A mute.
///
/// @param passing open alerts that it is about and does not silence, since they are pages
public record MuteView(Mute mute, List<Alert> passing) {
  public MuteView {
    requireNonNull(mute, "mute is null");
    passing = List.copyOf(passing);
  }
}
