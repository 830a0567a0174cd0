package dev.ballast.protect;

import dev.ballast.evidence.Blame;
import dev.ballast.evidence.ErrorCode;
import dev.ballast.evidence.ErrorKind;
import dev.ballast.evidence.ExitCode;

/// The errors of backup, restore and proof.
public enum ProtectError implements ErrorCode {
  BACKUP_MANIFEST_MISMATCH(
      Blame.BUG,
      ExitCode.REFUTED,
      "what was stored is not what the server's manifest says it sent; the backup was discarded"),
  SOURCE_PAGES_DAMAGED(
      Blame.TARGET,
      ExitCode.REFUTED,
      "pages of the source failed their checksum; the backup was stored, but in quarantine"),
  SOURCE_NOT_READ(
      Blame.TARGET,
      ExitCode.FOUND,
      "the backup was stored, but the source's content could not be read: it stays unproven at L6"),
  PARENT_UNUSABLE(
      Blame.ENVIRONMENT,
      ExitCode.REFUTED,
      "what an incremental backup builds on is damaged or does not fit; a full one is taken instead"),
  BACKUP_UNKNOWN(Blame.USER, ExitCode.USAGE, "the vault holds no backup of that name"),
  BACKUP_TARGET_AMBIGUOUS(
      Blame.USER,
      ExitCode.USAGE,
      "the latest backup was requested, and the vault holds those of several targets"),
  BACKUP_OF_OTHER_TARGET(
      Blame.USER,
      ExitCode.USAGE,
      "the named backup was taken of another target than the named one"),
  LAST_BACKUP(
      Blame.USER,
      ExitCode.REFUSED,
      "a removal would leave a target without a backup, or without a proved one"),
  RETENTION_RULE_INVALID(
      Blame.USER,
      ExitCode.USAGE,
      "a rule keeps none or too many backups: 1 to 100,000 are allowed"),
  SETTING_OUT_OF_RANGE(
      Blame.USER,
      ExitCode.USAGE,
      "a setting of a backup, a restore or a proof is not in the range that is allowed"),
  BACKUP_QUARANTINED(
      Blame.USER,
      ExitCode.REFUSED,
      "the backup holds damaged pages and is not restored without being asked"),
  BACKUP_FORMAT_UNSUPPORTED(
      Blame.USER, ExitCode.PRECONDITION, "the backup was written by a later version of Ballast"),
  SOURCE_REPLACED(
      Blame.TARGET,
      ExitCode.REFUSED,
      "another cluster, or an earlier state, answers where a target's backups were taken before"),
  WAL_CAPTURE_FAILED(
      Blame.TARGET, ExitCode.UNREACHABLE, "the write-ahead log could not be streamed to its end"),
  WAL_CAPTURE_TIMEOUT(
      Blame.TARGET, ExitCode.TIMEOUT, "the write-ahead log did not reach the LSN in time"),
  WAL_CHAIN_BROKEN(
      Blame.ENVIRONMENT, ExitCode.REFUTED, "the stored write-ahead log does not reach the target"),
  WAL_FORKED(
      Blame.TARGET,
      ExitCode.REFUTED,
      "the server's write-ahead log is not a continuation of what was received from it"),
  WAL_OF_OTHER_SYSTEM(
      Blame.TARGET,
      ExitCode.REFUSED,
      "another cluster answers where a target's write-ahead log was received from before"),
  WAL_SEGMENT_DIFFERS(
      Blame.TARGET,
      ExitCode.REFUSED,
      "the vault has other content under the name of a file that a server archives"),
  WAL_SEGMENT_INVALID(
      Blame.USER,
      ExitCode.REFUSED,
      "a file that was pushed is not what its name says, or cannot be read"),
  WAL_SPOOL_UNUSABLE(
      Blame.ENVIRONMENT,
      ExitCode.PRECONDITION,
      "the folder between a server's commands and Ballast cannot be read or written"),
  WAL_NOT_STORED(
      Blame.USER, ExitCode.FOUND, "the vault does not have a file that a server asks for"),
  WAL_NOT_FETCHED(
      Blame.ENVIRONMENT,
      ExitCode.RECOVERY_ENDED,
      "a file of the log could not be handed to a server, which must not take it for the end"),
  RECOVERY_TARGET_UNREACHABLE(
      Blame.USER,
      ExitCode.PRECONDITION,
      "the recovery target is before the backup is consistent, or behind the end of the log"),
  RECOVERY_TARGET_UNKNOWN(
      Blame.USER,
      ExitCode.USAGE,
      "the log in the vault has no restore point, transaction or timeline of that name"),
  RECOVERY_TARGET_AMBIGUOUS(
      Blame.USER,
      ExitCode.USAGE,
      "several restore points of that name are in the log, or its times pass that one several times"),
  CATALOG_UNREADABLE(
      Blame.ENVIRONMENT,
      ExitCode.REFUTED,
      "a backup lacks the file that says where its catalogs are, so that nothing has a name"),
  WAL_SOURCE_BEHIND(
      Blame.TARGET,
      ExitCode.UNREACHABLE,
      "the servers of a cluster that answer have less write-ahead log than was received from it"),
  NOTHING_TO_REPLAY(
      Blame.TARGET,
      ExitCode.PRECONDITION,
      "an idle standby was backed up that wrote nothing since its shutdown"),
  RESTORE_TARGET_NOT_EMPTY(
      Blame.USER, ExitCode.REFUSED, "the folder to restore into holds something already"),
  RESTORE_TARGET_NOT_WRITABLE(
      Blame.ENVIRONMENT, ExitCode.PRECONDITION, "the folder to restore into cannot be written"),
  RESTORE_DISK_FULL(
      Blame.ENVIRONMENT,
      ExitCode.PRECONDITION,
      "the file system to restore into has too little room; what was written into an empty folder was"
          + " removed"),
  DATABASE_UNKNOWN(
      Blame.USER, ExitCode.USAGE, "a database to be restored is not in the files of the backup"),
  RESTORE_OVER_UNFIT(
      Blame.USER,
      ExitCode.REFUSED,
      "the folder to restore over is not a stopped cluster of the backup's system identifier"),
  RESTORED_FILE_DIFFERS(
      Blame.ENVIRONMENT,
      ExitCode.REFUTED,
      "a restored file has another checksum than the server sent; what was written into an empty"
          + " folder was removed"),
  TABLESPACE_NOT_MAPPED(
      Blame.USER, ExitCode.USAGE, "a tablespace mapping is missing, unknown or in use"),
  TABLESPACE_MISPLACED(
      Blame.USER,
      ExitCode.USAGE,
      "a tablespace would lie in the data directory, in another tablespace, or the other way round"),
  WORK_FOLDER_UNUSABLE(
      Blame.USER,
      ExitCode.REFUSED,
      "the folder for the copy is in use as something else, or others could swap what is in it"),
  EXTENSION_LIBRARY_MISSING(
      Blame.ENVIRONMENT,
      ExitCode.PRECONDITION,
      "the server to restore with lacks a library that the backed-up databases load"),
  LOCALE_MISSING(
      Blame.ENVIRONMENT,
      ExitCode.PRECONDITION,
      "this machine lacks a locale that the backed-up databases sort or classify text by"),
  RESTORE_OWNER_UNFIT(
      Blame.USER,
      ExitCode.USAGE,
      "the user that is to own the restored cluster could not start it"),
  RECOVERY_FAILED(Blame.ENVIRONMENT, ExitCode.REFUTED, "the restored server did not recover");

  private final ErrorKind kind;

  ProtectError(Blame blame, ExitCode exit, String meaning) {
    this.kind = new ErrorKind(blame, exit, meaning);
  }

  @Override
  public ErrorKind kind() {
    return kind;
  }
}
