package dev.ballast.cli.command;

import dev.ballast.evidence.Blame;
import dev.ballast.evidence.ErrorCode;
import dev.ballast.evidence.ErrorKind;
import dev.ballast.evidence.ExitCode;

/// The errors of what the options of a command say together.
public enum CommandError implements ErrorCode {
  VAULT_NOT_NAMED(Blame.USER, ExitCode.USAGE, "the command cannot tell which vault is meant"),
  OPTION_INVALID(Blame.USER, ExitCode.USAGE, "the value of an option cannot be used"),
  RULE_UNKNOWN(Blame.USER, ExitCode.USAGE, "there is no rule of that name for migrations"),
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
