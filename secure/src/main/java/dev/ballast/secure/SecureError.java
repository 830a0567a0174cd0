package dev.ballast.secure;

import dev.ballast.evidence.Blame;
import dev.ballast.evidence.ErrorCode;
import dev.ballast.evidence.ErrorKind;
import dev.ballast.evidence.ExitCode;

/// The errors of proofs of isolation.
public enum SecureError implements ErrorCode {
  TENANT_COLUMN_UNKNOWN(
      Blame.USER, ExitCode.USAGE, "it cannot be seen which column says whose a row is"),
  TENANT_CONTEXT_UNKNOWN(
      Blame.USER, ExitCode.USAGE, "it cannot be seen how a session says which tenant it serves"),
  LOGIN_ROLE_UNKNOWN(Blame.USER, ExitCode.USAGE, "the database has no such login role"),
  LOGIN_ROLE_EXEMPT(
      Blame.USER,
      ExitCode.REFUSED,
      "no policy holds for the login role: it is a superuser or has BYPASSRLS"),
  FIX_FAILED(
      Blame.USER, ExitCode.PRECONDITION, "the statements that are to close leaks do not run"),
  TENANTS_NOT_MADE(
      Blame.ENVIRONMENT,
      ExitCode.PRECONDITION,
      "no row of a made-up tenant could be put into any table");

  private final ErrorKind kind;

  SecureError(Blame blame, ExitCode exit, String meaning) {
    this.kind = new ErrorKind(blame, exit, meaning);
  }

  @Override
  public ErrorKind kind() {
    return kind;
  }
}
