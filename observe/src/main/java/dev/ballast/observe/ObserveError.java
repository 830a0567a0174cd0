package dev.ballast.observe;

import dev.ballast.evidence.Blame;
import dev.ballast.evidence.ErrorCode;
import dev.ballast.evidence.ErrorKind;
import dev.ballast.evidence.ExitCode;

/// The errors of watching a server.
public enum ObserveError implements ErrorCode {
  ANOMALY_STATE_UNREADABLE(
      Blame.ENVIRONMENT,
      ExitCode.PRECONDITION,
      "what was stored of a series, to detect its anomalies, is damaged or of another version"),
  STATEMENT_TEXTS_UNREADABLE(
      Blame.TARGET,
      ExitCode.PRECONDITION,
      "the server cannot return the texts of statements, because one of a database of encoding"
          + " SQL_ASCII is not text in the encoding of the database that the watch connects to"),
  STATEMENTS_UNAVAILABLE(
      Blame.TARGET,
      ExitCode.PRECONDITION,
      "the extension pg_stat_statements is not in the database that the watch connects to"),
  QUERY_IDS_UNAVAILABLE(
      Blame.TARGET,
      ExitCode.PRECONDITION,
      "a server computes no query identifiers, so that its sessions cannot be counted by statement"),
  ANSWER_LATE(
      Blame.TARGET,
      ExitCode.TIMEOUT,
      "a watched server was asked something and has not answered within 3 s"),
  BUFFER_CACHE_UNAVAILABLE(
      Blame.TARGET,
      ExitCode.PRECONDITION,
      "the function pg_buffercache_summary is not in the database that the watch connects to"),
  LOG_FORM_UNKNOWN(
      Blame.USER,
      ExitCode.USAGE,
      "a log is neither csvlog nor jsonlog, and its lines begin with no known log_line_prefix"),
  ROUTE_UNUSABLE(
      Blame.ENVIRONMENT,
      ExitCode.UNREACHABLE,
      "a route for alerts cannot be used as it is configured"),
  TRACKER_UNUSABLE(
      Blame.ENVIRONMENT,
      ExitCode.UNREACHABLE,
      "the tracker that tickets are copied to cannot be reached, or refuses what it is asked"),
  LOG_UNREADABLE(
      Blame.ENVIRONMENT, ExitCode.PRECONDITION, "a log or its directory could not be read");

  private final ErrorKind kind;

  ObserveError(Blame blame, ExitCode exit, String meaning) {
    this.kind = new ErrorKind(blame, exit, meaning);
  }

  @Override
  public ErrorKind kind() {
    return kind;
  }
}
