package dev.ballast.change.rehearse;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Verdict;
import java.util.List;

/// Whether the way back restores what was there before.
///
/// @param differences what differs after the way back, or forwards again, for people
/// @param residues what no way back can avoid: positions of sequences, room of dropped columns
public record RollbackProof(Verdict verdict, List<String> differences, List<String> residues) {
  public RollbackProof {
    requireNonNull(verdict, "verdict is null");
    differences = List.copyOf(differences);
    residues = List.copyOf(residues);
  }

  /// The same of a twin, where only the catalogs can be compared.
  RollbackProof withoutRows() {
    return new RollbackProof(
        verdict.and(Verdict.undecided("whether the rows are restored was " + Measured.NO_ROWS)),
        differences,
        residues);
  }
}
