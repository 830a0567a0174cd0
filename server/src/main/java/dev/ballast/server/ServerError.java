package dev.ballast.server;

import dev.ballast.evidence.Blame;
import dev.ballast.evidence.ErrorCode;
import dev.ballast.evidence.ErrorKind;
import dev.ballast.evidence.ExitCode;

/// The errors of a serving node and of its API.
public enum ServerError implements ErrorCode {
  ADDRESS_UNUSABLE(
      Blame.ENVIRONMENT, ExitCode.PRECONDITION, "the node cannot listen at the given address"),
  CERTIFICATE_UNUSABLE(
      Blame.USER, ExitCode.PRECONDITION, "the certificate or the key of a node cannot be used"),
  OTLP_EXPORT_FAILED(
      Blame.ENVIRONMENT, ExitCode.PRECONDITION, "a receiver of OTLP does not take the metrics"),
  TOKEN_REFUSED(Blame.USER, ExitCode.UNREACHABLE, "a request came without a valid token"),
  TOKEN_UNREADABLE(
      Blame.USER, ExitCode.PRECONDITION, "the token of a node of this machine cannot be read"),
  NODE_FOLDER_IN_USE(
      Blame.USER, ExitCode.PRECONDITION, "another process serves from the node's folder"),
  NODE_FOLDER_UNUSABLE(
      Blame.ENVIRONMENT, ExitCode.PRECONDITION, "the node's folder cannot be read or written"),
  DUTY_UNFULFILLED(
      Blame.TARGET,
      ExitCode.REFUTED,
      "a backup that a node took was not proved, or a vault that it checked is damaged"),
  NODE_UNREACHABLE(Blame.ENVIRONMENT, ExitCode.UNREACHABLE, "no node answers at the given address"),
  NODE_REFUSED(Blame.USER, ExitCode.UNREACHABLE, "the node refused a request of the command line"),
  NODE_REQUEST_INVALID(
      Blame.USER,
      ExitCode.USAGE,
      "the node cannot do what the command line asked for, as it was asked"),
  RESOURCE_MISSING(Blame.USER, ExitCode.USAGE, "a request named something that is not there"),
  REQUEST_INVALID(Blame.USER, ExitCode.USAGE, "a parameter of a request is missing or malformed");

  private final ErrorKind kind;

  ServerError(Blame blame, ExitCode exit, String meaning) {
    this.kind = new ErrorKind(blame, exit, meaning);
  }

  @Override
  public ErrorKind kind() {
    return kind;
  }
}
