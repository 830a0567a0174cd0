package dev.ballast.vault.log;

import dev.ballast.evidence.Verdict;
import java.util.List;
import java.util.Optional;

/// What a verification of the evidence log concluded.
///
/// @param verdict proved: nothing was edited, dropped, reordered or cut off; undecided: the same,
/// but without a kept head nobody can tell whether entries were cut off at the end
/// @param entries entries that are there
/// @param head the newest entry that is there, to be kept apart from the vault
/// @param ledger the deposits there are, by the entries that are authentic
public record ChainReport(
    Verdict verdict,
    long entries,
    Optional<Head> head,
    List<ChainFinding> findings,
    DepositLedger ledger) {
  public ChainReport {
    findings = List.copyOf(findings);
  }
}
