package dev.ballast.migrations;

import dev.ballast.evidence.Blame;
import dev.ballast.evidence.ErrorCode;
import dev.ballast.evidence.ErrorKind;
import dev.ballast.evidence.ExitCode;

/// The errors of finding and reading migrations.
public enum MigrationsError implements ErrorCode {
  MIGRATIONS_MISSING(Blame.USER, ExitCode.USAGE, "there is no migration where one was looked for"),
  MIGRATIONS_UNREADABLE(
      Blame.USER, ExitCode.USAGE, "a file of migrations cannot be read, or is not UTF-8 text"),
  VALUES_MISSING(Blame.USER, ExitCode.USAGE, "the file of values for placeholders is not there"),
  VALUES_UNREADABLE(
      Blame.USER,
      ExitCode.USAGE,
      "the file of values for placeholders cannot be read, or holds what is no value"),
  SOURCE_REQUEST_INVALID(
      Blame.USER,
      ExitCode.USAGE,
      "a pattern or a range of git that says which migrations are meant cannot be understood");

  private final ErrorKind kind;

  MigrationsError(Blame blame, ExitCode exit, String meaning) {
    this.kind = new ErrorKind(blame, exit, meaning);
  }

  @Override
  public ErrorKind kind() {
    return kind;
  }
}
