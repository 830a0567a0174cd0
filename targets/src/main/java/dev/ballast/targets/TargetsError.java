package dev.ballast.targets;

import dev.ballast.evidence.Blame;
import dev.ballast.evidence.ErrorCode;
import dev.ballast.evidence.ErrorKind;
import dev.ballast.evidence.ExitCode;

/// The errors of saying what is guarded and how it is reached.
public enum TargetsError implements ErrorCode {
  CONFIGURATION_MISSING(
      Blame.USER, ExitCode.USAGE, "there is no configuration file in any of the known places"),
  CONFIGURATION_INVALID(
      Blame.USER, ExitCode.USAGE, "the configuration has faults; each is reported with its line"),
  TARGET_UNKNOWN(Blame.USER, ExitCode.USAGE, "no target of that name is configured"),
  VAULT_UNKNOWN(Blame.USER, ExitCode.USAGE, "no vault of that name is configured"),
  URL_INVALID(
      Blame.USER, ExitCode.USAGE, "a target's URL is malformed or asks for the unsupported"),
  SECRET_REFERENCE_INVALID(
      Blame.USER, ExitCode.USAGE, "a reference to a secret is not env:, file: or command:"),
  SECRET_MISSING(Blame.USER, ExitCode.PRECONDITION, "the place a secret is said to be in has none"),
  SECRET_EXPOSED(
      Blame.USER, ExitCode.PRECONDITION, "a file with a secret can be read or changed by others"),
  SECRET_WITHHELD(
      Blame.USER,
      ExitCode.USAGE,
      "a configuration that was found and not named asks for a secret it does not get"),
  SECRET_COMMAND_FAILED(
      Blame.ENVIRONMENT, ExitCode.PRECONDITION, "the command that prints a secret failed");

  private final ErrorKind kind;

  TargetsError(Blame blame, ExitCode exit, String meaning) {
    this.kind = new ErrorKind(blame, exit, meaning);
  }

  @Override
  public ErrorKind kind() {
    return kind;
  }
}
