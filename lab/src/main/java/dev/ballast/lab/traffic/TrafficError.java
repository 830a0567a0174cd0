package dev.ballast.lab.traffic;

import dev.ballast.evidence.Blame;
import dev.ballast.evidence.ErrorCode;
import dev.ballast.evidence.ErrorKind;
import dev.ballast.evidence.ExitCode;

/// The errors of traffic.
public enum TrafficError implements ErrorCode {
  SCRIPT_INVALID(Blame.USER, ExitCode.USAGE, "a script of traffic cannot be run as it is written"),
  SCRIPT_FAILED(Blame.USER, ExitCode.FOUND, "a script of traffic computed what cannot be computed"),
  TRAFFIC_UNREADABLE(
      Blame.USER, ExitCode.PRECONDITION, "a file that traffic is to be taken from cannot be read"),
  RECORDING_INVALID(
      Blame.USER,
      ExitCode.USAGE,
      "a file is neither a csvlog nor a jsonlog nor a recording of pgreplay"),
  TRAFFIC_EMPTY(
      Blame.USER, ExitCode.PRECONDITION, "there is no statement that the traffic can repeat"),
  STATEMENTS_NOT_COUNTED(
      Blame.TARGET,
      ExitCode.PRECONDITION,
      "the target does not count its statements, so that neither its traffic nor a duration is known"),
  TRAFFIC_FORGOTTEN(
      Blame.ENVIRONMENT,
      ExitCode.PRECONDITION,
      "the traffic ran so long that what happened at its beginning is not kept any more");

  private final ErrorKind kind;

  TrafficError(Blame blame, ExitCode exit, String meaning) {
    this.kind = new ErrorKind(blame, exit, meaning);
  }

  @Override
  public ErrorKind kind() {
    return kind;
  }
}
