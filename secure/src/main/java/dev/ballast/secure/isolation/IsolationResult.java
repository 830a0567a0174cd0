package dev.ballast.secure.isolation;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Verdict;
import dev.ballast.secure.tenancy.Tenancy;
import java.util.List;

/// What a proof of isolation found.
///
/// @param attempts how many statements were tried
/// @param leaks the gravest first, one for each way and object
public record IsolationResult(
    Tenancy tenancy, int attempts, List<Leak> leaks, List<Uncovered> uncovered) {
  public IsolationResult {
    requireNonNull(tenancy, "tenancy is null");
    leaks = List.copyOf(leaks);
    uncovered = List.copyOf(uncovered);
  }

  /// Refuted by a leak; undecided where something was not covered.
  public Verdict verdict() {
    if (!leaks.isEmpty()) {
      return Verdict.refuted(leaks.size() + " leaks between tenants");
    }
    return uncovered.isEmpty()
        ? Verdict.proved()
        : Verdict.undecided(
            "%d of what the login role reaches was not covered, such as %s: %s"
                .formatted(
                    uncovered.size(),
                    uncovered.getFirst().object(),
                    uncovered.getFirst().reason()));
  }
}
