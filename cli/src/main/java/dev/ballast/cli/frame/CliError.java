package dev.ballast.cli.frame;

import dev.ballast.evidence.Blame;
import dev.ballast.evidence.ErrorCode;
import dev.ballast.evidence.ErrorKind;
import dev.ballast.evidence.ExitCode;

/// The errors of reading a command line.
public enum CliError implements ErrorCode {
  USAGE_ERROR(Blame.USER, ExitCode.USAGE, "the command line names an unknown command or option"),
  OUTPUT_NOT_WRITTEN(
      Blame.ENVIRONMENT,
      ExitCode.PRECONDITION,
      "the result was reached and could not be written to standard output");

  private final ErrorKind kind;

  CliError(Blame blame, ExitCode exit, String meaning) {
    this.kind = new ErrorKind(blame, exit, meaning);
  }

  @Override
  public ErrorKind kind() {
    return kind;
  }
}
