package dev.ballast.change.check;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.source.Tool;
import dev.ballast.evidence.Severity;
import java.util.List;
import java.util.Optional;

/// What a check has to say.
///
/// @param major the major of PostgreSQL that was assumed
/// @param migrations how many were judged; `history` others only told what the schema is
/// @param statements how many of the judged migrations were read; `notAnalysable` were not
/// @param findings worst first within a file, files in the order they run
/// @param accepted findings that a comment or the baseline accepts
public record CheckResult(
    Tool tool,
    int major,
    int files,
    int migrations,
    int history,
    int statements,
    int notAnalysable,
    List<CheckedFinding> findings,
    List<AcceptedFinding> accepted) {
  public CheckResult {
    requireNonNull(tool, "tool is null");
    findings = List.copyOf(findings);
    accepted = List.copyOf(accepted);
  }

  public long count(Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity).count();
  }

  /// The worst severity; empty where nothing was found.
  public Optional<Severity> worst() {
    return findings.stream().map(CheckedFinding::severity).max(Severity::compareTo);
  }
}
