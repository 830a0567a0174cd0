package dev.ballast.targets.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/// What a target must meet; each is compared with what was measured.
///
/// @param proofAge a backup was proven restorable within this time
/// @param recoveryPoint at most this much of the latest writes may be lost
/// @param recoveryTime a recovery takes at most this long
/// @param service what its clients must get
public record Objectives(
    Duration proofAge, Duration recoveryPoint, Duration recoveryTime, ServiceObjectives service) {
  public static final Objectives DEFAULTS =
      new Objectives(Duration.ofHours(24), Duration.ofSeconds(60), Duration.ofHours(1));

  public Objectives {
    requireNonNull(proofAge, "proofAge is null");
    requireNonNull(recoveryPoint, "recoveryPoint is null");
    requireNonNull(recoveryTime, "recoveryTime is null");
    requireNonNull(service, "service is null");
  }

  /// Of which clients must get what is usual.
  public Objectives(Duration proofAge, Duration recoveryPoint, Duration recoveryTime) {
    this(proofAge, recoveryPoint, recoveryTime, ServiceObjectives.DEFAULTS);
  }
}
