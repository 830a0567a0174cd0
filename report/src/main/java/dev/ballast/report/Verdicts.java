package dev.ballast.report;

import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Verdict;

/// How a verdict is reported: as a word, and as the exit code of a process.
public final class Verdicts {
  private Verdicts() {}

  public static String word(Style style, Verdict verdict) {
    return switch (verdict) {
      case Verdict.Proved() -> style.green("proved");
      case Verdict.Refuted(var reason) -> style.red("REFUTED");
      case Verdict.Undecided(var reason, var causes) -> style.yellow("UNDECIDED");
    };
  }

  /// A claim that nobody could decide is found, not done.
  public static ExitCode exit(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Proved() -> ExitCode.DONE;
      case Verdict.Refuted(var reason) -> ExitCode.REFUTED;
      case Verdict.Undecided(var reason, var causes) -> ExitCode.FOUND;
    };
  }
}
