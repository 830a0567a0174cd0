package dev.ballast.vault;

import dev.ballast.vault.format.DepositId;
import java.util.List;

/// What a sweep removed.
///
/// @param deposits the killed deposits whose remains it removed, oldest first
/// @param objects objects removed, half-written ones included
/// @param bytes what these took
/// @param findings remains it left alone, and why
public record SweepReport(
    List<DepositId> deposits, int objects, long bytes, List<ObjectFinding> findings) {
  public SweepReport {
    deposits = List.copyOf(deposits);
    findings = List.copyOf(findings);
  }
}
