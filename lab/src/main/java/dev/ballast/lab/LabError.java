package dev.ballast.lab;

import dev.ballast.evidence.Blame;
import dev.ballast.evidence.ErrorCode;
import dev.ballast.evidence.ErrorKind;
import dev.ballast.evidence.ExitCode;

/// The errors of clones, of copies of them, and of traffic on them.
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
      Blame.ENVIRONMENT, ExitCode.PRECONDITION, "the folder of the lab cannot be written"),
  CLONE_IN_USE(
      Blame.USER,
      ExitCode.REFUSED,
      "another command makes, uses or removes the clone of that name at the moment"),
  CLONE_OVER_BUDGET(
      Blame.USER, ExitCode.REFUSED, "a clone and its copies would take more than its disk budget"),
  CLONE_OUTGREW_BUDGET(
      Blame.USER,
      ExitCode.PRECONDITION,
      "a running copy of a clone has grown so that both take more than the disk budget"),
  CLONE_SERVER_ENDED(
      Blame.ENVIRONMENT, ExitCode.PRECONDITION, "the server of a running copy ended by itself"),
  CLONE_DATABASE_UNKNOWN(
      Blame.USER, ExitCode.USAGE, "the clone has no database of that name, or several to choose"),
  CLONE_ROLE_UNKNOWN(Blame.USER, ExitCode.USAGE, "the clone has no role of that name"),
  DUMP_PROGRAM_MISSING(
      Blame.ENVIRONMENT,
      ExitCode.PRECONDITION,
      "no pg_dump that is new enough for the target is on this machine"),
  CLONE_WITHOUT_ROWS(
      Blame.USER,
      ExitCode.REFUSED,
      "the clone is a twin, which has no rows, and what was requested measures rows"),
  LAB_DISK_FULL(
      Blame.ENVIRONMENT,
      ExitCode.PRECONDITION,
      "the file system of the lab has not enough room for a clone or a copy, or is full"),
  LAB_STATE_IN_USE(
      Blame.ENVIRONMENT,
      ExitCode.PRECONDITION,
      "a server runs on the prepared state that copies are made of, or was killed there"),
  LAB_STATE_UNFIT(
      Blame.ENVIRONMENT,
      ExitCode.PRECONDITION,
      "a prepared state holds what a copy would share with it, such as a link that leads elsewhere"),
  LAB_STATE_ALTERED(
      Blame.ENVIRONMENT,
      ExitCode.REFUTED,
      "a prepared state is not as it was prepared, so that runs would not start from the same state"),
  LAB_COPY_FAILED(
      Blame.ENVIRONMENT, ExitCode.PRECONDITION, "a copy of a prepared state could not be made"),
  LAB_COPY_IMPOSSIBLE(
      Blame.ENVIRONMENT,
      ExitCode.PRECONDITION,
      "the requested kind of copy is not possible in this place"),
  LAB_COPY_LEFT(
      Blame.ENVIRONMENT,
      ExitCode.PRECONDITION,
      "a copy could not be removed because its mount is still there");

  private final ErrorKind kind;

  LabError(Blame blame, ExitCode exit, String meaning) {
    this.kind = new ErrorKind(blame, exit, meaning);
  }

  @Override
  public ErrorKind kind() {
    return kind;
  }
}
