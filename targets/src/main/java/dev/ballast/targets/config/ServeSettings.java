package dev.ballast.targets.config;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// How `ballast serve` runs: the section `serve`.
///
/// @param listen where it takes requests
/// @param store where it keeps what it read
/// @param schedule when it does what is heavy
/// @param otlp where it sends its metrics
/// @param statements what it keeps of statements
/// @param provider where people log in, beside the node itself
public record ServeSettings(
    ListenSettings listen,
    StoreSettings store,
    ScheduleSettings schedule,
    Optional<OtlpSettings> otlp,
    StatementSettings statements,
    Optional<ProviderSettings> provider) {
  public static final ServeSettings DEFAULTS =
      new ServeSettings(
          ListenSettings.DEFAULTS,
          StoreSettings.DEFAULTS,
          ScheduleSettings.DEFAULTS,
          Optional.empty(),
          StatementSettings.DEFAULTS,
          Optional.empty());

  public ServeSettings {
    requireNonNull(listen, "listen is null");
    requireNonNull(store, "store is null");
    requireNonNull(schedule, "schedule is null");
    requireNonNull(otlp, "otlp is null");
    requireNonNull(statements, "statements is null");
    requireNonNull(provider, "provider is null");
  }
}
