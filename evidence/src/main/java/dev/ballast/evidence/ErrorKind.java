package dev.ballast.evidence;

import static java.util.Objects.requireNonNull;

/// What every error code says of itself.
///
/// @param meaning one sentence for the reference manual: when the code is raised
public record ErrorKind(Blame blame, ExitCode exit, String meaning) {
  public ErrorKind {
    requireNonNull(blame, "blame is null");
    requireNonNull(exit, "exit is null");
    requireNonNull(meaning, "meaning is null");
  }
}
