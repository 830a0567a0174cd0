package dev.ballast.server.api;

import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.CheckGap;
import dev.ballast.store.delivery.Mute;
import java.util.List;

/// What is wrong at targets.
///
/// @param alerts that are open, and those that were resolved within the time that was requested;
///     the most urgent first
/// @param gaps checks that cannot be evaluated, so that nothing is known of what they look for
/// @param mutes that are in force
public record AlertsView(List<Alert> alerts, List<CheckGap> gaps, List<Mute> mutes) {
  public AlertsView {
    alerts = List.copyOf(alerts);
    gaps = List.copyOf(gaps);
    mutes = List.copyOf(mutes);
  }
}
