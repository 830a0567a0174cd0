package dev.ballast.change.compare;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.trace.seen.ScriptTrace;
import dev.ballast.rules.lint.ScriptReport;
import java.util.List;

/// One script as it was predicted and as it went.
///
/// @param down it is a migration's way back
/// @param report what the check says of it
/// @param disagreements where prediction and server differ, a sentence each
public record TracedScript(
    boolean down, ScriptReport report, ScriptTrace trace, List<String> disagreements) {
  public TracedScript {
    requireNonNull(report, "report is null");
    requireNonNull(trace, "trace is null");
    disagreements = List.copyOf(disagreements);
  }
}
