package dev.ballast.postgres;

import dev.ballast.evidence.Blame;
import dev.ballast.evidence.ErrorCode;
import dev.ballast.evidence.ErrorKind;
import dev.ballast.evidence.ExitCode;

/// The errors of reaching, asking and running PostgreSQL.
public enum PostgresError implements ErrorCode {
  SERVER_UNREACHABLE(Blame.TARGET, ExitCode.UNREACHABLE, "no server answers at the given address"),
  CONNECTION_LOST(Blame.TARGET, ExitCode.UNREACHABLE, "an open connection broke"),
  AUTHENTICATION_FAILED(Blame.USER, ExitCode.UNREACHABLE, "the server refused user or password"),
  AUTHENTICATION_REFUSED(
      Blame.TARGET,
      ExitCode.UNREACHABLE,
      "the server asks for the password, or lets us in, in a way that is not accepted; nothing that"
          + " depends on the password was sent"),
  NO_HBA_ENTRY(
      Blame.TARGET, ExitCode.UNREACHABLE, "pg_hba.conf has no line that admits the connection"),
  TLS_FAILED(Blame.TARGET, ExitCode.UNREACHABLE, "the connection could not be protected as asked"),
  TLS_NOT_OFFERED(
      Blame.TARGET, ExitCode.UNREACHABLE, "TLS is required and the server does not offer it"),
  DATABASE_MISSING(Blame.USER, ExitCode.UNREACHABLE, "the named database does not exist"),
  PRIVILEGE_MISSING(Blame.TARGET, ExitCode.UNREACHABLE, "the role lacks a privilege"),
  POOLER_BETWEEN(
      Blame.TARGET,
      ExitCode.UNREACHABLE,
      "a connection pooler answers instead of the server, or keeps the session's settings from it"),
  SERVER_BUSY(
      Blame.TARGET,
      ExitCode.UNREACHABLE,
      "all connections, WAL senders or replication slots of the server are in use"),
  SERVER_SHUTTING_DOWN(
      Blame.TARGET, ExitCode.UNREACHABLE, "the server is starting up or shutting down"),
  INCREMENT_REFUSED(
      Blame.TARGET,
      ExitCode.PRECONDITION,
      "the server cannot tell what changed since the backup that an incremental one was to build on"),
  SERVER_ERROR(Blame.TARGET, ExitCode.UNREACHABLE, "the server answered with an error"),
  WAL_REMOVED(
      Blame.TARGET,
      ExitCode.UNREACHABLE,
      "the server has removed write-ahead log that was requested of it"),
  DATA_CORRUPTED(
      Blame.TARGET, ExitCode.REFUTED, "the server found its own data or an index damaged"),
  STATEMENT_TIMEOUT(Blame.TARGET, ExitCode.TIMEOUT, "a statement ran into its time limit"),
  SERVER_UNRESPONSIVE(
      Blame.TARGET,
      ExitCode.TIMEOUT,
      "a statement did not end, and the server reacted to no request to end it"),
  SESSION_TIMEOUT(
      Blame.TARGET, ExitCode.TIMEOUT, "a time limit of the server ended a session of Ballast's"),
  LOCK_TIMEOUT(Blame.TARGET, ExitCode.TIMEOUT, "a lock was not granted within its time limit"),
  PROTOCOL_VIOLATION(
      Blame.TARGET, ExitCode.UNREACHABLE, "bytes arrived that the protocol does not allow"),
  UNSUPPORTED_VERSION(
      Blame.TARGET, ExitCode.PRECONDITION, "the server's major version is not 14 to 18"),
  SERVER_NOT_INSTALLED(
      Blame.ENVIRONMENT,
      ExitCode.PRECONDITION,
      "no installation of the needed PostgreSQL major is on this machine"),
  SERVER_BUILD_DIFFERS(
      Blame.ENVIRONMENT,
      ExitCode.PRECONDITION,
      "the servers of this machine were compiled for another layout of files than the cluster's"),
  SERVER_START_FAILED(
      Blame.ENVIRONMENT, ExitCode.PRECONDITION, "a PostgreSQL server did not start"),
  SERVER_FOLDER_IN_USE(
      Blame.ENVIRONMENT,
      ExitCode.PRECONDITION,
      "another process has the folder of a server of Ballast's own open"),
  SERVER_PASSWORD_MISSING(
      Blame.ENVIRONMENT,
      ExitCode.PRECONDITION,
      "the file with the password of a server of Ballast's own is gone"),
  ISOLATION_MISSING(
      Blame.ENVIRONMENT,
      ExitCode.PRECONDITION,
      "this machine cannot shut a server off as far as was required"),
  CATALOG_FILE_DAMAGED(
      Blame.ENVIRONMENT,
      ExitCode.REFUTED,
      "the files of a shared catalog are not those that a server writes"),
  CONTROL_FILE_DAMAGED(
      Blame.ENVIRONMENT,
      ExitCode.REFUTED,
      "pg_control is missing, damaged or of a version that is not 14 to 18"),
  DATA_DIRECTORY_UNREADABLE(
      Blame.ENVIRONMENT, ExitCode.PRECONDITION, "a file of a data directory could not be read");

  private final ErrorKind kind;

  PostgresError(Blame blame, ExitCode exit, String meaning) {
    this.kind = new ErrorKind(blame, exit, meaning);
  }

  @Override
  public ErrorKind kind() {
    return kind;
  }
}
