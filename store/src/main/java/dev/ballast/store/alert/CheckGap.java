package dev.ballast.store.alert;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/// A check of a target that cannot be evaluated: nothing is known of what it looks for, neither
/// that it is well nor that it is not.
///
/// @param since when it was first so
/// @param learning whether it still learns what is usual, as is to be expected for two days
public record CheckGap(String target, String check, Instant since, String why, boolean learning) {
  public CheckGap {
    requireNonNull(target, "target is null");
    requireNonNull(check, "check is null");
    requireNonNull(since, "since is null");
    requireNonNull(why, "why is null");
  }
}
