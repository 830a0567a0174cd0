package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Whether somebody looks at something, so that nothing is read again and again for nobody. Safe
/// for any number of threads.
final class Demand {
  private static final Duration LASTS = Duration.ofMinutes(5);

  private final Clock clock;
  private volatile Optional<Instant> asked = Optional.empty();

  Demand(Clock clock) {
    this.clock = clock;
  }

  /// Somebody looks now.
  void ask() {
    asked = Optional.of(clock.now());
  }

  /// Whether somebody looked within the last minutes.
  boolean isThere() {
    return asked.filter(at -> !clock.now().isAfter(at.plus(LASTS))).isPresent();
  }
}
