package dev.ballast.server.api;

import static java.util.Objects.requireNonNull;

import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.KeptStep;
import dev.ballast.store.delivery.Mute;
import dev.ballast.store.delivery.SentMessage;
import java.util.List;

/// An alert, how it changed, and who was notified of it, in order of time.
///
/// @param mutes that are in force
public record AlertView(
    Alert alert, List<KeptStep> steps, List<SentMessage> messages, List<Mute> mutes) {
  public AlertView {
    requireNonNull(alert, "alert is null");
    steps = List.copyOf(steps);
    messages = List.copyOf(messages);
    mutes = List.copyOf(mutes);
  }
}
