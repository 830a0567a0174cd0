package dev.ballast.change.rehearse;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/// Who waited for a statement.
///
/// @param waits how many waits of other sessions were seen behind it
/// @param atMost how many sessions waited at the same time
/// @param longest the longest of these waits
public record Blocking(long waits, int atMost, Duration longest) {
  public static final Blocking NONE = new Blocking(0, 0, Duration.ZERO);

  public Blocking {
    requireNonNull(longest, "longest is null");
  }
}
