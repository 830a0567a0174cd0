package dev.ballast.lab.traffic;

import static java.util.Objects.requireNonNull;

/// How often something failed for one reason.
///
/// @param error the SQLSTATE, or the code of Ballast's own error where there was none
public record ErrorCount(String error, long count) {
  public ErrorCount {
    requireNonNull(error, "error is null");
  }
}
