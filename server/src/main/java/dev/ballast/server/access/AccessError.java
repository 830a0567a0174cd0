package dev.ballast.server.access;

import dev.ballast.evidence.Blame;
import dev.ballast.evidence.ErrorCode;
import dev.ballast.evidence.ErrorKind;
import dev.ballast.evidence.ExitCode;

/// The errors of logins and of what somebody may do.
public enum AccessError implements ErrorCode {
  ACCESS_DENIED(
      Blame.USER, ExitCode.UNREACHABLE, "the user or token of a request may not do what it asks"),
  CROSS_SITE_REFUSED(
      Blame.USER,
      ExitCode.REFUSED,
      "a request came from another site's page, or cannot show that it did not"),
  HOST_REFUSED(Blame.USER, ExitCode.REFUSED, "a request was sent to a name that is not the node's"),
  LOGIN_REFUSED(Blame.USER, ExitCode.UNREACHABLE, "user and password do not belong together"),
  LINK_INVALID(Blame.USER, ExitCode.REFUSED, "a one-time link was used, is too old, or never was"),
  PASSWORD_WEAK(Blame.USER, ExitCode.REFUSED, "a new password is too easy to guess"),
  USER_EXISTS(Blame.USER, ExitCode.REFUSED, "another user has the name"),
  USER_UNKNOWN(Blame.USER, ExitCode.USAGE, "there is no user of that name"),
  USER_NAME_INVALID(
      Blame.USER, ExitCode.USAGE, "a name of a user has other characters than it may"),
  LAST_ADMIN(Blame.USER, ExitCode.REFUSED, "nobody would be left who may decide who may do what"),
  TOKEN_UNKNOWN(Blame.USER, ExitCode.USAGE, "there is no token that begins so"),
  TOO_MANY_REQUESTS(
      Blame.USER, ExitCode.REFUSED, "more was asked of a node in a short time than it answers"),
  PROVIDER_UNUSABLE(
      Blame.ENVIRONMENT,
      ExitCode.UNREACHABLE,
      "the OpenID provider cannot be reached, or does not answer as its standard says"),
  AUDIT_UNWRITABLE(
      Blame.ENVIRONMENT,
      ExitCode.PRECONDITION,
      "an action cannot be recorded, and is not done for that reason");

  private final ErrorKind kind;

  AccessError(Blame blame, ExitCode exit, String meaning) {
    this.kind = new ErrorKind(blame, exit, meaning);
  }

  @Override
  public ErrorKind kind() {
    return kind;
  }
}
