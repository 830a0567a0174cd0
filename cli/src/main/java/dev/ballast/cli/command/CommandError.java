package dev.ballast.cli.command;

import dev.ballast.evidence.Blame;
import dev.ballast.evidence.ErrorCode;
import dev.ballast.evidence.ErrorKind;
import dev.ballast.evidence.ExitCode;

/// The errors of what the options of a command say together.
public enum CommandError implements ErrorCode {
  VAULT_NOT_NAMED(Blame.USER, ExitCode.USAGE, "the command cannot tell which vault is meant"),
  OPTION_INVALID(Blame.USER, ExitCode.USAGE, "the value of an option cannot be used"),
  BASE_FILE_MISSING(
      Blame.USER, ExitCode.USAGE, "a file that judges a change is not in the change's base"),
  REPORT_UNWRITABLE(
      Blame.ENVIRONMENT, ExitCode.PRECONDITION, "a file of results cannot be written");

  private final ErrorKind kind;

  CommandError(Blame blame, ExitCode exit, String meaning) {
    this.kind = new ErrorKind(blame, exit, meaning);
  }

  @Override
  public ErrorKind kind() {
    return kind;
  }
}
