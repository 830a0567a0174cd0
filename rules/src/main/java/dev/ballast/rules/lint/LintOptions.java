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
/// @param waitsBounded whether the connection sets `lock_timeout` before any script
public record LintOptions(
    int major,
    Workload workload,
    Map<String, Optional<Severity>> severities,
    boolean waitsBounded) {
  /// Scripts bound their waits themselves.
  public LintOptions(int major, Workload workload, Map<String, Optional<Severity>> severities) {
    this(major, workload, severities, false);
  }

  public LintOptions {
    requireNonNull(workload, "workload is null");
    severities = Map.copyOf(severities);
  }

  public static LintOptions of(int major) {
    return new LintOptions(major, Workload.UNKNOWN, Map.of());
  }
}
