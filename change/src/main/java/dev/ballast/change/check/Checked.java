package dev.ballast.change.check;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.lint.LintReport;

/// A check's answer, and the judged scripts behind it, which `--fix` edits.
public record Checked(CheckResult result, LintReport report) {
  public Checked {
    requireNonNull(result, "result is null");
    requireNonNull(report, "report is null");
  }
}
