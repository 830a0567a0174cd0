package dev.ballast.vault.format;

import dev.ballast.evidence.Blame;
import dev.ballast.evidence.ErrorCode;
import dev.ballast.evidence.ErrorKind;
import dev.ballast.evidence.ExitCode;

/// The errors of keeping things in a vault and getting them back.
public enum VaultError implements ErrorCode {
  VAULT_EXISTS(
      Blame.USER, ExitCode.REFUSED, "a vault was to be made in a folder that holds something"),
  NOT_A_VAULT(Blame.USER, ExitCode.PRECONDITION, "the folder holds no vault"),
  VAULT_VERSION_UNSUPPORTED(
      Blame.USER, ExitCode.PRECONDITION, "the vault was made by a newer Ballast"),
  CHUNK_SIZE_INVALID(Blame.USER, ExitCode.USAGE, "a chunk size outside 64 KiB to 16 MiB"),
  WRONG_KEY(Blame.USER, ExitCode.PRECONDITION, "the master key is not the one of this vault"),
  KEY_MISSING(Blame.USER, ExitCode.PRECONDITION, "no master key was given"),
  KEY_MALFORMED(Blame.USER, ExitCode.PRECONDITION, "the master key is not 32 bytes in base64"),
  KEY_FILE_EXISTS(Blame.USER, ExitCode.REFUSED, "a new master key was to replace a file"),
  OBJECT_EXISTS(
      Blame.BUG, ExitCode.BUG, "an object was to be stored under a name that is taken already"),
  OBJECT_MISSING(Blame.ENVIRONMENT, ExitCode.REFUTED, "a stored object is gone"),
  OBJECT_DAMAGED(
      Blame.ENVIRONMENT,
      ExitCode.REFUTED,
      "a stored object is not as it was written, or misplaced"),
  OBJECT_TRUNCATED(Blame.ENVIRONMENT, ExitCode.REFUTED, "a stored object lost its end"),
  DEPOSIT_UNKNOWN(Blame.USER, ExitCode.USAGE, "the vault holds no deposit of the given name"),
  VAULT_FULL(Blame.ENVIRONMENT, ExitCode.PRECONDITION, "no space is left where the vault is kept"),
  VAULT_NOT_WRITABLE(
      Blame.ENVIRONMENT, ExitCode.PRECONDITION, "the vault's folder could not be written to"),
  VAULT_UNREADABLE(
      Blame.ENVIRONMENT, ExitCode.PRECONDITION, "the vault's folder could not be read"),
  VAULT_BUSY(
      Blame.ENVIRONMENT, ExitCode.TIMEOUT, "another process kept a lock of the vault too long"),
  EVIDENCE_REFUTED(
      Blame.ENVIRONMENT, ExitCode.REFUTED, "the evidence log contradicts its kept head"),
  HEAD_MALFORMED(Blame.USER, ExitCode.USAGE, "the head of an evidence log is not `seq:hash`");

  private final ErrorKind kind;

  VaultError(Blame blame, ExitCode exit, String meaning) {
    this.kind = new ErrorKind(blame, exit, meaning);
  }

  @Override
  public ErrorKind kind() {
    return kind;
  }
}
