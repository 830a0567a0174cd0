package dev.ballast.migrations;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Severity;

/// What is wrong with the files themselves: a version twice, one missing, bytes that are no text.
///
/// @param id stable, lower case with hyphens
/// @param line from 1; 0 where the whole file is meant
public record SourceProblem(
    String id, Severity severity, String file, int line, String message, String hint) {
  public SourceProblem {
    requireNonNull(id, "id is null");
    requireNonNull(severity, "severity is null");
    requireNonNull(file, "file is null");
    requireNonNull(message, "message is null");
    requireNonNull(hint, "hint is null");
  }
}
