package dev.ballast.store;

import dev.ballast.evidence.Blame;
import dev.ballast.evidence.ErrorCode;
import dev.ballast.evidence.ErrorKind;
import dev.ballast.evidence.ExitCode;

/// The errors of Ballast's own store.
public enum StoreError implements ErrorCode {
  STORE_AWAY(
      Blame.ENVIRONMENT,
      ExitCode.UNREACHABLE,
      "Ballast's store cannot be reached at present; readings wait in the journal"),
  STORE_UNFIT(
      Blame.ENVIRONMENT,
      ExitCode.PRECONDITION,
      "the database that was named as store cannot be one"),
  STORE_PRIVILEGE_MISSING(
      Blame.ENVIRONMENT,
      ExitCode.PRECONDITION,
      "the role of the store lacks a privilege in its database"),
  STORE_NEWER(
      Blame.USER,
      ExitCode.PRECONDITION,
      "the store was made by a newer version of Ballast than this one"),
  STORE_SCHEMA_CHANGED(
      Blame.ENVIRONMENT,
      ExitCode.PRECONDITION,
      "the tables of the store are not what Ballast's own steps made of them"),
  STORE_MIGRATION_FAILED(
      Blame.ENVIRONMENT, ExitCode.PRECONDITION, "a step that changes the store's tables failed"),
  STORE_UPGRADE_FAILED(
      Blame.ENVIRONMENT,
      ExitCode.PRECONDITION,
      "the embedded store could not be moved to a newer major of PostgreSQL; it is as it was"),
  SERIES_INCOMPLETE(
      Blame.ENVIRONMENT,
      ExitCode.UNREACHABLE,
      "a series was read while more of it waited for the store than was read along"),
  SAMPLES_DAMAGED(
      Blame.ENVIRONMENT,
      ExitCode.REFUTED,
      "stored samples cannot be read back as they were written"),
  JOURNAL_UNWRITABLE(
      Blame.ENVIRONMENT,
      ExitCode.PRECONDITION,
      "the journal of collected samples cannot be written");

  private final ErrorKind kind;

  StoreError(Blame blame, ExitCode exit, String meaning) {
    this.kind = new ErrorKind(blame, exit, meaning);
  }

  @Override
  public ErrorKind kind() {
    return kind;
  }
}
