package dev.ballast.change;

import dev.ballast.evidence.Blame;
import dev.ballast.evidence.ErrorCode;
import dev.ballast.evidence.ErrorKind;
import dev.ballast.evidence.ExitCode;

/// The errors of checking, tracing and rehearsing migrations.
public enum ChangeError implements ErrorCode {
  SCHEMA_UNREADABLE(
      Blame.USER, ExitCode.USAGE, "the script that defines the schema cannot be read"),
  RULE_UNKNOWN(Blame.USER, ExitCode.USAGE, "there is no rule of that name for migrations"),
  BASELINE_UNREADABLE(Blame.USER, ExitCode.USAGE, "the file of old findings cannot be read"),
  OUTPUT_UNWRITABLE(
      Blame.ENVIRONMENT, ExitCode.PRECONDITION, "a file of results or fixes cannot be written"),
  CHANGE_EMPTY(Blame.USER, ExitCode.USAGE, "there is no statement to rehearse"),
  CHANGE_REACHES_OUTSIDE(
      Blame.USER,
      ExitCode.REFUSED,
      "a statement of the change would reach another server, a file or a program"),
  TRACE_SERVER_LOST(
      Blame.ENVIRONMENT, ExitCode.PRECONDITION, "the scratch server of a trace ended by itself"),
  CALIBRATION_FAILED(
      Blame.ENVIRONMENT, ExitCode.PRECONDITION, "the speed of this machine cannot be measured"),
  PREDICTION_UNKNOWN(Blame.USER, ExitCode.USAGE, "there is no such prediction in the vault");

  private final ErrorKind kind;

  ChangeError(Blame blame, ExitCode exit, String meaning) {
    this.kind = new ErrorKind(blame, exit, meaning);
  }

  @Override
  public ErrorKind kind() {
    return kind;
  }
}
