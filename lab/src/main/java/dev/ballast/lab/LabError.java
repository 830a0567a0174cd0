package dev.ballast.lab;

import dev.ballast.evidence.Blame;
import dev.ballast.evidence.ErrorCode;
import dev.ballast.evidence.ErrorKind;
import dev.ballast.evidence.ExitCode;

/// The errors of clones and of the traffic on them.
public enum LabError implements ErrorCode {
  CLONE_UNKNOWN(Blame.USER, ExitCode.USAGE, "the lab has no clone of that name"),
  CLONE_EXISTS(Blame.USER, ExitCode.USAGE, "the lab has a clone of that name already"),
  CLONE_NAME_INVALID(Blame.USER, ExitCode.USAGE, "a clone cannot have that name"),
  CLONE_SOURCE_UNPROVED(
      Blame.USER,
      ExitCode.PRECONDITION,
      "the backup was not proved: only a proved backup makes a clone"),
  CLONE_UNREADABLE(
      Blame.ENVIRONMENT, ExitCode.PRECONDITION, "the files that describe a clone cannot be read"),
  LAB_NOT_WRITABLE(
      Blame.ENVIRONMENT, ExitCode.PRECONDITION, "the folder of the lab cannot be written");

  private final ErrorKind kind;

  LabError(Blame blame, ExitCode exit, String meaning) {
    this.kind = new ErrorKind(blame, exit, meaning);
  }

  @Override
  public ErrorKind kind() {
    return kind;
  }
}
