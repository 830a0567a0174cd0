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
      Blame.USER, ExitCode.PRECONDITION, "the vault is of a form that this Ballast does not read"),
  CHUNK_SIZE_INVALID(Blame.USER, ExitCode.USAGE, "a chunk size outside 64 KiB to 16 MiB"),
  WRONG_KEY(Blame.USER, ExitCode.PRECONDITION, "the master key is not the one of this vault"),
  VAULT_ID_MISMATCH(
      Blame.ENVIRONMENT, ExitCode.REFUTED, "the folder holds another vault than the one named"),
  VAULT_FOLDER_UNSAFE(
      Blame.ENVIRONMENT,
      ExitCode.REFUSED,
      "somebody else can write to the vault's folder, or a link stands where a folder should"),
  KEYRING_ROLLED_BACK(
      Blame.ENVIRONMENT,
      ExitCode.REFUTED,
      "the vault holds an older keyring than the one that was seen here"),
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
  DEPOSIT_NEEDS_UNKNOWN(
      Blame.ENVIRONMENT,
      ExitCode.REFUSED,
      "a removal was refused, for what another deposit needs cannot be known"),
  DEPOSIT_UNLOGGED(
      Blame.ENVIRONMENT, ExitCode.REFUTED, "a stored deposit that the evidence log does not know"),
  VAULT_FULL(Blame.ENVIRONMENT, ExitCode.PRECONDITION, "no space is left where the vault is kept"),
  COMPRESSION_MISSING(
      Blame.ENVIRONMENT,
      ExitCode.PRECONDITION,
      "the library that compresses chunks could not be unpacked or loaded"),
  VAULT_NOT_WRITABLE(
      Blame.ENVIRONMENT, ExitCode.PRECONDITION, "the vault's folder could not be written to"),
  VAULT_UNREADABLE(
      Blame.ENVIRONMENT, ExitCode.PRECONDITION, "the vault's folder could not be read"),
  VAULT_BUSY(
      Blame.ENVIRONMENT, ExitCode.TIMEOUT, "another process kept a lock of the vault too long"),
  VAULT_KEY_RETIRED(
      Blame.USER, ExitCode.PRECONDITION, "the vault's key was rotated since the vault was opened"),
  EVIDENCE_REFUTED(
      Blame.ENVIRONMENT, ExitCode.REFUTED, "the evidence log contradicts its kept head"),
  HEAD_MALFORMED(Blame.USER, ExitCode.USAGE, "the head of an evidence log is not `seq:hash`"),
  ENTRY_UNKNOWN(Blame.USER, ExitCode.USAGE, "the evidence log has no entry of the given number"),
  LOG_EMPTY(Blame.USER, ExitCode.PRECONDITION, "the evidence log has no entry yet"),
  HEAD_FORGED(
      Blame.ENVIRONMENT, ExitCode.REFUTED, "a head is not signed with the key that is trusted"),
  HEAD_KEY_MALFORMED(
      Blame.USER, ExitCode.PRECONDITION, "the file of a key for heads holds no Ed25519 key"),
  HEAD_OF_ANOTHER_VAULT(
      Blame.USER, ExitCode.USAGE, "a head was given that is of another vault's log"),
  TIME_STAMP_REFUSED(
      Blame.ENVIRONMENT, ExitCode.UNREACHABLE, "a time-stamping authority gave no time stamp"),
  TIME_STAMP_FORGED(
      Blame.ENVIRONMENT,
      ExitCode.REFUTED,
      "a time stamp is not of this head, or not by an authority that the given root vouches for"),
  HEAD_NOT_ANCHORED(
      Blame.USER, ExitCode.PRECONDITION, "a vault that should keep heads of another has none");

  private final ErrorKind kind;

  VaultError(Blame blame, ExitCode exit, String meaning) {
    this.kind = new ErrorKind(blame, exit, meaning);
  }

  @Override
  public ErrorKind kind() {
    return kind;
  }
}
