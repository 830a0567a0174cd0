package dev.ballast.rules.lint;

import dev.ballast.migrations.SourceProblem;
import java.util.List;

/// What a check says of a set of migrations: the judged scripts, and what is wrong with the files.
public record LintReport(List<ScriptReport> scripts, List<SourceProblem> problems) {
  public LintReport {
    scripts = List.copyOf(scripts);
    problems = List.copyOf(problems);
  }
}
