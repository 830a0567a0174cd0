package dev.ballast.server.api;

import static java.util.Objects.requireNonNull;

import dev.ballast.store.alert.Alert;
import dev.ballast.store.delivery.Mute;
import java.util.List;
import java.util.Optional;

/// A mute that was made or extended.
///
/// @param extended whether one of the same alerts was in force, and is extended
/// @param passing open alerts that it is about and does not silence, since they are pages
/// @param unknown why it may be about nothing
public record MuteView(Mute mute, boolean extended, List<Alert> passing, Optional<String> unknown) {
  public MuteView {
    requireNonNull(mute, "mute is null");
    passing = List.copyOf(passing);
    requireNonNull(unknown, "unknown is null");
  }
}
