package dev.ballast.effect.claim;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.LockMode;

/// A lock that a statement takes and, in a transaction, holds to its end.
///
/// @param mode the strongest the statement takes on that relation
public record LockEffect(Affected relation, LockMode mode, Likelihood likelihood) {
  public LockEffect {
    requireNonNull(relation, "relation is null");
    requireNonNull(mode, "mode is null");
    requireNonNull(likelihood, "likelihood is null");
  }
}
