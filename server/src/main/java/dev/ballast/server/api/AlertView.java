package dev.ballast.server.api;

import static java.util.Objects.requireNonNull;

import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.KeptStep;
import java.util.List;

/// An alert and how it changed, in order of time.
public record AlertView(Alert alert, List<KeptStep> steps) {
  public AlertView {
    requireNonNull(alert, "alert is null");
    steps = List.copyOf(steps);
  }
}
