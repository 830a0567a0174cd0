package dev.ballast.report.protect;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.protect.prove.Proving;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import dev.ballast.report.Verdicts;
import java.util.List;
import java.util.Optional;

/// A restored server that serves, and the proof that was made of its backup beside it.
///
/// @param restore what was restored
/// @param proof of the same backup, on a second copy
public record VerifiedRestoreReport(@JsonUnwrapped RestoreReport restore, ProofReport proof)
    implements Report {
  public VerifiedRestoreReport {
    requireNonNull(restore, "restore is null");
    requireNonNull(proof, "proof is null");
  }

  /// Both results.
  public static VerifiedRestoreReport of(RestoreReport restore, Proving.Outcome outcome) {
    return new VerifiedRestoreReport(
        restore,
        new ProofReport(outcome.evidence(), outcome.proof(), outcome.afterwards(), List.of()));
  }

  @Override
  public String schema() {
    return restore.schema();
  }

  /// As of the proof.
  @Override
  public ExitCode exit() {
    return Verdicts.exit(proof.proof().verdict());
  }

  @Override
  public Optional<Fault> afterwards() {
    return proof.afterwards();
  }

  @Override
  public void print(Page page) {
    restore.print(page);
    page.blank();
    page.line("verified beside the running server:");
    proof.print(page);
  }
}
