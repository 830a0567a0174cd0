package dev.ballast.rules.lint;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Severity;
import java.util.Map;
import java.util.Optional;

/// What a check assumes and how it weighs.
///
/// @param major the server's expected major, 14 to 18
/// @param workload sizes and traffic, as far as known
/// @param severities by rule id, over the catalogue's own; empty turns the rule off
/// @param downScripts what is judged of a migration's way back
/// @param waitsBounded whether the connection sets `lock_timeout` before any script
public record LintOptions(
    int major,
    Workload workload,
    Map<String, Optional<Severity>> severities,
    DownScripts downScripts,
    boolean waitsBounded) {
  /// Scripts bound their waits themselves.
  public LintOptions(int major, Workload workload, Map<String, Optional<Severity>> severities) {
    this(major, workload, severities, false);
  }

  /// Down scripts are judged for the damage that they do.
  public LintOptions(
      int major,
      Workload workload,
      Map<String, Optional<Severity>> severities,
      boolean waitsBounded) {
    this(major, workload, severities, DownScripts.DAMAGE, waitsBounded);
  }

  public LintOptions {
    requireNonNull(workload, "workload is null");
    severities = Map.copyOf(severities);
    requireNonNull(downScripts, "downScripts is null");
  }

  public static LintOptions of(int major) {
    return new LintOptions(major, Workload.UNKNOWN, Map.of());
  }
}
