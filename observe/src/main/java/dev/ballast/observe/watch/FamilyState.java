package dev.ballast.observe.watch;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import dev.ballast.observe.family.Family;
import dev.ballast.store.sample.Reading;
import java.time.Duration;
import java.util.Optional;

/// What is known of one family of a target.
///
/// @param latest the last reading that succeeded
/// @param before the one before, from the same server process
/// @param between how far the two are apart, by a clock that never jumps
/// @param missing why the last attempt gave nothing; the latest reading is older then
/// @param latestNanos when the last reading was, by that clock
public record FamilyState(
    Family<?> family,
    Optional<Reading> latest,
    Optional<Reading> before,
    Duration between,
    Optional<Fault> missing,
    long latestNanos) {
  public FamilyState {
    requireNonNull(family, "family is null");
    requireNonNull(latest, "latest is null");
    requireNonNull(before, "before is null");
    requireNonNull(between, "between is null");
    requireNonNull(missing, "missing is null");
  }

  static FamilyState unread(Family<?> family) {
    return new FamilyState(
        family, Optional.empty(), Optional.empty(), Duration.ZERO, Optional.empty(), 0);
  }

  FamilyState with(Reading reading, long nanos) {
    return new FamilyState(
        family,
        Optional.of(reading),
        latest,
        latest.isPresent() ? Duration.ofNanos(nanos - latestNanos) : Duration.ZERO,
        Optional.empty(),
        nanos);
  }

  FamilyState without(Fault fault) {
    return new FamilyState(family, latest, before, between, Optional.of(fault), latestNanos);
  }

  /// After a restart no counter is compared with one from before.
  FamilyState restarted() {
    return new FamilyState(
        family, Optional.empty(), Optional.empty(), Duration.ZERO, missing, latestNanos);
  }
}
