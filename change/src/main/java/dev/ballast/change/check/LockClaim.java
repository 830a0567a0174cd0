package dev.ballast.change.check;

import dev.ballast.effect.claim.Likelihood;
import dev.ballast.effect.claim.LockEffect;
import java.util.Optional;

/// A lock that a finding names.
///
/// @param mode in the manual's words: `ACCESS EXCLUSIVE`
/// @param condition what it depends on; empty where it is sure
public record LockClaim(String relation, String mode, Optional<String> condition) {
  static LockClaim of(LockEffect lock) {
    return new LockClaim(
        lock.relation().name().toString(), lock.mode().sql(), condition(lock.likelihood()));
  }

  static Optional<String> condition(Likelihood likelihood) {
    return likelihood instanceof Likelihood.Possible(String condition)
        ? Optional.of(condition)
        : Optional.empty();
  }
}
