package dev.ballast.change.rehearse;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.state.StateCompared;
import dev.ballast.evidence.Verdict;
import java.util.List;
import java.util.Optional;

/// Whether the way back restores what was there before.
///
/// @param differences what differs after the way back, or forwards again, for people
/// @param residues what no way back can avoid: positions of sequences, room of dropped columns
/// @param compared what was read before and after; empty where nothing was compared
public record RollbackProof(
    Verdict verdict,
    List<String> differences,
    List<String> residues,
    Optional<StateCompared> compared) {
  public RollbackProof {
    requireNonNull(verdict, "verdict is null");
    differences = List.copyOf(differences);
    residues = List.copyOf(residues);
    requireNonNull(compared, "compared is null");
  }

  /// One for which nothing was compared.
  public RollbackProof(Verdict verdict, List<String> differences, List<String> residues) {
    this(verdict, differences, residues, Optional.empty());
  }

  /// The same of a twin, where only the catalogs can be compared.
  RollbackProof withoutRows() {
    return new RollbackProof(
        verdict.and(Verdict.undecided("whether the rows are restored was " + Measured.NO_ROWS)),
        differences,
        residues,
        compared);
  }
}
