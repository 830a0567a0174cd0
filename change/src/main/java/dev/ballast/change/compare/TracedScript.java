package dev.ballast.change.compare;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.trace.seen.ScriptTrace;
import dev.ballast.rules.lint.ScriptReport;

/// One script as it was predicted and as it went.
///
/// @param down it is a migration's way back
/// @param report what the check says of it
/// @param comparison of the two
public record TracedScript(
    boolean down, ScriptReport report, ScriptTrace trace, Comparison comparison) {
  public TracedScript {
    requireNonNull(report, "report is null");
    requireNonNull(trace, "trace is null");
    requireNonNull(comparison, "comparison is null");
  }
}
