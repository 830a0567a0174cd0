package dev.ballast.change.compare;

import static java.util.Objects.requireNonNull;

/// A script that was not run.
///
/// @param down it is a migration's way back
/// @param reason a sentence without its full stop
public record UntracedScript(String file, boolean down, String reason) {
  public UntracedScript {
    requireNonNull(file, "file is null");
    requireNonNull(reason, "reason is null");
  }
}
