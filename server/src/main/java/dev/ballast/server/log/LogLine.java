package dev.ballast.server.log;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Severity;
import java.time.Instant;
import java.util.Optional;

/// One thing that a node did or found.
///
/// @param correlation what joins it with other lines, with a response and with sessions on a target
/// @param code of the error, where it is one
public record LogLine(
    Instant at,
    Severity severity,
    Kind kind,
    String message,
    Optional<String> correlation,
    Optional<String> code,
    Optional<Request> request,
    Optional<String> job,
    Optional<String> target) {
  public LogLine {
    requireNonNull(at, "at is null");
    requireNonNull(severity, "severity is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(message, "message is null");
    requireNonNull(correlation, "correlation is null");
    requireNonNull(code, "code is null");
    requireNonNull(request, "request is null");
    requireNonNull(job, "job is null");
    requireNonNull(target, "target is null");
  }

  /// What a line is about.
  public enum Kind {
    /// The node itself.
    NODE,
    REQUEST,
    JOB,
    /// Something that happened at a target.
    EVENT
  }

  /// A request that was answered.
  ///
  /// @param path as it is declared, with parameters in braces: values may be secret
  public record Request(String method, String path, int status, long millis, String peer) {}
}
