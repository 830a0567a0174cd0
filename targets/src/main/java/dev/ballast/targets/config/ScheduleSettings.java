package dev.ballast.targets.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/// The section `serve.schedule`: when a node does what is heavy, and how fast.
///
/// @param window outside of which no backup, proof or check of a vault begins
/// @param backupKilobytes what a backup reads of a server per second at most, in units of 1,024
///     bytes
/// @param vaultCheckAge how old the newest check of a vault's content may become; without it, a
///     node checks no vault
/// @param backupForRecoveryTime whether a node takes a backup of a target whose recovery is
///     forecast to take longer than its objective, where that shortens it
public record ScheduleSettings(
    Optional<DailyWindow> window,
    Optional<Integer> backupKilobytes,
    Optional<Duration> vaultCheckAge,
    boolean backupForRecoveryTime) {
  public static final ScheduleSettings DEFAULTS =
      new ScheduleSettings(Optional.empty(), Optional.empty(), Optional.empty(), false);

  public ScheduleSettings {
    requireNonNull(window, "window is null");
    requireNonNull(backupKilobytes, "backupKilobytes is null");
    requireNonNull(vaultCheckAge, "vaultCheckAge is null");
  }
}
