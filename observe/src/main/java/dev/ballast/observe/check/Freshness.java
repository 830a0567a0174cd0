package dev.ballast.observe.check;

import dev.ballast.evidence.Fault;
import dev.ballast.observe.watch.FamilyState;
import dev.ballast.store.sample.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Whether figures say anything of the present.
final class Freshness {
  /// A reading that is older than so many of its cadences says nothing of the present.
  private static final int STALE_CADENCES = 3;

  private static final Duration LEAST_STALE = Duration.ofMinutes(2);

  private Freshness() {}

  /// Why a check of the family cannot be evaluated; empty where it can.
  static Optional<Look> undecided(FamilyState state, Instant now) {
    String family = state.family().name();
    Optional<Reading> latest = state.latest();
    if (latest.isEmpty()) {
      return Optional.of(
          new Look.Undecided(
              state
                  .missing()
                  .map(Freshness::sentence)
                  .orElse("the family " + family + " was not read yet")));
    }
    Duration age = Duration.between(latest.get().at(), now);
    if (age.compareTo(stale(state)) <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Look.Undecided(
            "the family %s was last read %d s ago%s"
                .formatted(
                    family,
                    age.toSeconds(),
                    state.missing().map(f -> ": " + sentence(f)).orElse(""))));
  }

  private static Duration stale(FamilyState state) {
    Duration usual = state.family().cadence().multipliedBy(STALE_CADENCES);
    return usual.compareTo(LEAST_STALE) > 0 ? usual : LEAST_STALE;
  }

  private static String sentence(Fault fault) {
    return fault.getMessage() + fault.detail().map(d -> ": " + d).orElse("");
  }
}
