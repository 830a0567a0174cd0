package dev.ballast.vault;

import dev.ballast.vault.format.DepositId;
import java.util.List;

/// What a sweep removed.
///
/// @param deposits the killed deposits whose remains it removed, oldest first
/// @param finished the deposits whose last act, the entry in the evidence log, it did for them
/// @param removals deposits that the log had removed before, and whose removal was stopped
/// @param objects objects removed, half-written ones included
/// @param bytes what these took
/// @param findings remains it left alone, and why
public record SweepReport(
    List<DepositId> deposits,
    List<DepositId> finished,
    List<DepositId> removals,
    int objects,
    long bytes,
    List<ObjectFinding> findings) {
  public SweepReport {
    deposits = List.copyOf(deposits);
    finished = List.copyOf(finished);
    removals = List.copyOf(removals);
    findings = List.copyOf(findings);
  }
}
