package dev.ballast.targets.config;

import static java.util.Objects.requireNonNull;

/// How `ballast serve` runs: the section `serve`.
///
/// @param listen where it takes requests
/// @param store where it keeps what it read
/// @param schedule when it does what is heavy
public record ServeSettings(ListenSettings listen, StoreSettings store, ScheduleSettings schedule) {
  public static final ServeSettings DEFAULTS =
      new ServeSettings(ListenSettings.DEFAULTS, StoreSettings.DEFAULTS, ScheduleSettings.DEFAULTS);

  public ServeSettings {
    requireNonNull(listen, "listen is null");
    requireNonNull(store, "store is null");
    requireNonNull(schedule, "schedule is null");
  }
}
