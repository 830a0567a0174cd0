package dev.ballast.targets.check;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Finding;
import dev.ballast.evidence.Severity;
import dev.ballast.evidence.Verdict;
import java.util.List;

/// What one check concluded.
///
/// @param id stable; the findings carry it too
/// @param claim what is true of a target that passes
/// @param verdict refuted from a warning upwards; undecided where the check could not look
public record TargetCheckResult(String id, String claim, Verdict verdict, List<Finding> findings) {
  public TargetCheckResult {
    requireNonNull(id, "id is null");
    requireNonNull(claim, "claim is null");
    requireNonNull(verdict, "verdict is null");
    findings = List.copyOf(findings);
  }

  /// Joins what was found with what could not be looked at.
  static TargetCheckResult of(
      String id, String claim, List<Finding> findings, List<String> obstacles) {
    Verdict found =
        findings.stream()
            .filter(finding -> finding.severity() != Severity.INFO)
            .map(finding -> Verdict.refuted(finding.subject() + ": " + finding.message()))
            .reduce(Verdict.proved(), Verdict::and);
    Verdict looked =
        obstacles.stream()
            .distinct()
            .map(Verdict::undecided)
            .reduce(Verdict.proved(), Verdict::and);
    return new TargetCheckResult(id, claim, found.and(looked), findings);
  }
}
