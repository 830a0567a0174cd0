package dev.ballast.lab.clone;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/// How long a clone is kept. Each use extends it.
///
/// @param expiresAt from then on the next command of the lab removes the clone
/// @param lifetime how long it is kept after each use
public record Lease(Instant expiresAt, Duration lifetime) {
  /// A week, so that a clone which nobody uses any more does not keep its room.
  public static final Duration DEFAULT = Duration.ofDays(7);

  public Lease {
    requireNonNull(expiresAt, "expiresAt is null");
    requireNonNull(lifetime, "lifetime is null");
    if (lifetime.isNegative() || lifetime.isZero()) {
      throw new IllegalArgumentException("lifetime is not positive: " + lifetime);
    }
  }

  static Lease from(Instant now, Duration lifetime) {
    return new Lease(now.plus(lifetime), lifetime);
  }

  Lease usedAt(Instant now) {
    Instant then = now.plus(lifetime);
    return then.isAfter(expiresAt) ? new Lease(then, lifetime) : this;
  }

  public boolean hasExpired(Instant now) {
    return !now.isBefore(expiresAt);
  }
}
