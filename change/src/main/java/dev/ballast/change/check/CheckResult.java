package dev.ballast.change.check;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Severity;
import dev.ballast.migrations.Tool;
import java.util.List;
import java.util.Optional;

/// What a check has to say.
///
/// @param major the major of PostgreSQL that was assumed
/// @param migrations how many were judged; `history` others only define the schema
/// @param statements how many the judged migrations hold; of `notAnalysable` something was not
///     understood
/// @param remarks what of the target could not be read, and the grants that help
/// @param findings worst first within a file, files in the order they run
/// @param accepted findings that a comment or the baseline accepts
/// @param fixed the files that were changed before this was found
public record CheckResult(
    Tool tool,
    int major,
    int files,
    int migrations,
    int history,
    int statements,
    int notAnalysable,
    List<String> remarks,
    List<MigrationFinding> findings,
    List<AcceptedFinding> accepted,
    List<Fixes.Fixed> fixed) {
  public CheckResult {
    requireNonNull(tool, "tool is null");
    remarks = List.copyOf(remarks);
    findings = List.copyOf(findings);
    accepted = List.copyOf(accepted);
    fixed = List.copyOf(fixed);
  }

  CheckResult withFixed(List<Fixes.Fixed> made) {
    return new CheckResult(
        tool,
        major,
        files,
        migrations,
        history,
        statements,
        notAnalysable,
        remarks,
        findings,
        accepted,
        made);
  }

  /// The findings by their causes: what a reader must look at, in the order of the findings.
  public List<RepeatedFinding> causes() {
    return RepeatedFinding.of(findings);
  }

  public long count(Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity).count();
  }

  /// The worst severity; empty where nothing was found.
  public Optional<Severity> worst() {
    return findings.stream().map(MigrationFinding::severity).max(Severity::compareTo);
  }
}
