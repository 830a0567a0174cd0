package dev.ballast.change.rehearse;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Verdict;
import java.util.List;

/// Whether the way back restores what was there before.
///
/// @param differences what differs after the way back, for people
public record RollbackProof(Verdict verdict, List<String> differences) {
  public RollbackProof {
    requireNonNull(verdict, "verdict is null");
    differences = List.copyOf(differences);
  }
}
