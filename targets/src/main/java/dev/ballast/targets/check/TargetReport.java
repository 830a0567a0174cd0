package dev.ballast.targets.check;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Finding;
import dev.ballast.evidence.Verdict;
import dev.ballast.postgres.ServerVersion;
import java.util.List;
import java.util.Optional;

/// All that a check of one target concluded.
///
/// @param target its name
/// @param address as whom and where it was asked
/// @param server empty where no session was admitted
/// @param checks always the same ones in the same order, whatever could be reached
public record TargetReport(
    String target, String address, Optional<ServerVersion> server, List<TargetCheckResult> checks) {
  public TargetReport {
    requireNonNull(target, "target is null");
    requireNonNull(address, "address is null");
    requireNonNull(server, "server is null");
    checks = List.copyOf(checks);
  }

  /// Every check's findings, in the order of the checks.
  public List<Finding> findings() {
    return checks.stream().flatMap(check -> check.findings().stream()).toList();
  }

  /// The checks' verdicts joined.
  public Verdict verdict() {
    return checks.stream().map(TargetCheckResult::verdict).reduce(Verdict.proved(), Verdict::and);
  }
}
