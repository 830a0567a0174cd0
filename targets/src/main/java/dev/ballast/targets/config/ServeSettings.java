package dev.ballast.targets.config;

import static java.util.Objects.requireNonNull;

/// How `ballast serve` runs: the section `serve`.
///
/// @param listen where it takes requests
public record ServeSettings(ListenSettings listen) {
  public static final ServeSettings DEFAULTS = new ServeSettings(ListenSettings.DEFAULTS);

  public ServeSettings {
    requireNonNull(listen, "listen is null");
  }
}
