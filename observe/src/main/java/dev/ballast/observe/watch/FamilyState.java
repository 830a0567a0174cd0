package dev.ballast.observe.watch;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import dev.ballast.observe.family.Family;
import dev.ballast.store.sample.Reading;
import java.util.Optional;

/// What is known of one family of a target.
///
/// @param latest the last reading that succeeded
/// @param before the one before, from the same server process
/// @param missing why the last attempt gave nothing; the latest reading is older then
public record FamilyState(
    Family<?> family, Optional<Reading> latest, Optional<Reading> before, Optional<Fault> missing) {
  public FamilyState {
    requireNonNull(family, "family is null");
    requireNonNull(latest, "latest is null");
    requireNonNull(before, "before is null");
    requireNonNull(missing, "missing is null");
  }

  static FamilyState unread(Family<?> family) {
    return new FamilyState(family, Optional.empty(), Optional.empty(), Optional.empty());
  }

  FamilyState with(Reading reading) {
    return new FamilyState(family, Optional.of(reading), latest, Optional.empty());
  }

  FamilyState without(Fault fault) {
    return new FamilyState(family, latest, before, Optional.of(fault));
  }

  /// After a restart no counter is compared with one from before.
  FamilyState restarted() {
    return new FamilyState(family, Optional.empty(), Optional.empty(), missing);
  }
}
