package dev.ballast.change.trace;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.trace.Workbench.Failure;
import java.util.Optional;

/// A statement of a schema that the scratch server did not take.
///
/// @param line in the script, from 1
/// @param statement its first words
/// @param sqlState empty where it was not run
public record LoadProblem(int line, String statement, String sqlState, String message) {
  private static final int TOLD_CHARACTERS = 80;

  public LoadProblem {
    requireNonNull(statement, "statement is null");
    requireNonNull(sqlState, "sqlState is null");
    requireNonNull(message, "message is null");
  }

  /// @param remedy what somebody may do about it
  static LoadProblem of(Step step, Failure failure, Optional<String> remedy) {
    return new LoadProblem(
        step.start().line(),
        shortened(step),
        failure.sqlState(),
        failure.message() + remedy.map(each -> "; " + each).orElse(""));
  }

  static LoadProblem notRun(Step step) {
    return new LoadProblem(
        step.start().line(), shortened(step), "", "not run: " + step.refusal().orElse(""));
  }

  private static String shortened(Step step) {
    String line = step.script().source().text(step.part().span()).strip().replaceAll("\\s+", " ");
    return line.length() > TOLD_CHARACTERS ? line.substring(0, TOLD_CHARACTERS) + "..." : line;
  }
}
