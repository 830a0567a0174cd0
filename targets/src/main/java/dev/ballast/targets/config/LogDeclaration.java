package dev.ballast.targets.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/// Where a target's own log can be read on this machine.
///
/// @param place a directory with its files, or the file
/// @param isDirectory which of both it is
/// @param format `csvlog`, `jsonlog` or `stderr`; empty where the files show it
/// @param prefix the server's `log_line_prefix`; empty where the server is asked
public record LogDeclaration(
    Path place, boolean isDirectory, Optional<String> format, Optional<String> prefix) {
  public LogDeclaration {
    requireNonNull(place, "place is null");
    requireNonNull(format, "format is null");
    requireNonNull(prefix, "prefix is null");
  }
}
