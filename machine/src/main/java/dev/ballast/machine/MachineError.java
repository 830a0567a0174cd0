package dev.ballast.machine;

import dev.ballast.evidence.Blame;
import dev.ballast.evidence.ErrorCode;
import dev.ballast.evidence.ErrorKind;
import dev.ballast.evidence.ExitCode;

/// The errors of using the machine that Ballast runs on.
public enum MachineError implements ErrorCode {
  TEMPORARY_FOLDER_FAILED(
      Blame.ENVIRONMENT, ExitCode.PRECONDITION, "the temporary directory cannot be written"),
  TEMPORARY_FOLDER_LEFT(
      Blame.ENVIRONMENT,
      ExitCode.PRECONDITION,
      "a temporary folder could not be removed; what was in it, such as a decrypted copy, still is"),
  PRIVILEGE_DROP_FAILED(
      Blame.ENVIRONMENT,
      ExitCode.PRECONDITION,
      "running as root and no other user can be taken for the server"),
  SERVER_FILES_STRANGE(
      Blame.ENVIRONMENT,
      ExitCode.REFUSED,
      "a server's folder holds what its user cannot have made there"),
  TEMPORARY_FOLDER_UNSAFE(
      Blame.ENVIRONMENT,
      ExitCode.PRECONDITION,
      "the folder for temporary files belongs to somebody else or is open to others"),
  COMMAND_FAILED(Blame.ENVIRONMENT, ExitCode.PRECONDITION, "an external command failed");

  private final ErrorKind kind;

  MachineError(Blame blame, ExitCode exit, String meaning) {
    this.kind = new ErrorKind(blame, exit, meaning);
  }

  @Override
  public ErrorKind kind() {
    return kind;
  }
}
