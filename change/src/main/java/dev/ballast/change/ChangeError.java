package dev.ballast.change;

import dev.ballast.evidence.Blame;
import dev.ballast.evidence.ErrorCode;
import dev.ballast.evidence.ErrorKind;
import dev.ballast.evidence.ExitCode;

/// The errors of reading, judging and tracing migrations.
public enum ChangeError implements ErrorCode {
  MIGRATIONS_MISSING(Blame.USER, ExitCode.USAGE, "there is no migration where one was looked for"),
  MIGRATIONS_UNREADABLE(
      Blame.USER, ExitCode.USAGE, "a file of migrations cannot be read, or is no text in UTF-8"),
  SCHEMA_UNREADABLE(Blame.USER, ExitCode.USAGE, "the script that tells the schema cannot be read"),
  BASELINE_UNREADABLE(Blame.USER, ExitCode.USAGE, "the file of old findings cannot be read"),
  OUTPUT_UNWRITABLE(
      Blame.ENVIRONMENT, ExitCode.PRECONDITION, "a file of results or fixes cannot be written"),
  SOURCE_REQUEST_INVALID(
      Blame.USER,
      ExitCode.USAGE,
      "a pattern or a range of git that says which migrations are meant cannot be understood"),
  DUMP_PROGRAM_MISSING(
      Blame.ENVIRONMENT,
      ExitCode.PRECONDITION,
      "no pg_dump that is new enough for the target is on this machine"),
  TRACE_SERVER_LOST(
      Blame.ENVIRONMENT, ExitCode.PRECONDITION, "the scratch server of a trace ended by itself");

  private final ErrorKind kind;

  ChangeError(Blame blame, ExitCode exit, String meaning) {
    this.kind = new ErrorKind(blame, exit, meaning);
  }

  @Override
  public ErrorKind kind() {
    return kind;
  }
}
