package dev.ballast.sample;

import dev.ballast.evidence.Blame;
import dev.ballast.evidence.ErrorCode;
import dev.ballast.evidence.ErrorKind;
import dev.ballast.evidence.ExitCode;

/// The errors of the sample application.
public enum SampleError implements ErrorCode {
  SHOP_EXISTS(Blame.USER, ExitCode.REFUSED, "the server already has a database named shop"),
  SHOP_MISSING(Blame.USER, ExitCode.PRECONDITION, "the database holds no sample shop"),
  TRAFFIC_TOO_SLOW(
      Blame.TARGET,
      ExitCode.TIMEOUT,
      "the sample traffic did not reach the awaited number of operations in time");

  private final ErrorKind kind;

  SampleError(Blame blame, ExitCode exit, String meaning) {
    this.kind = new ErrorKind(blame, exit, meaning);
  }

  @Override
  public ErrorKind kind() {
    return kind;
  }
}
