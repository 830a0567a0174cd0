package dev.ballast.observe.slo;

import static java.util.Objects.requireNonNull;

/// What was measured between two moments.
///
/// @param knownMinutes of how many minutes something is known, be it that there was nothing to
///     measure
/// @param minutes how many there are
public record Stretch(Tally tally, int knownMinutes, int minutes) {
  public Stretch {
    requireNonNull(tally, "tally is null");
    if (minutes < 1 || knownMinutes < 0 || knownMinutes > minutes) {
      throw new IllegalArgumentException(knownMinutes + " known of " + minutes + " minutes");
    }
  }

  /// From 0 to 1.
  public double known() {
    return (double) knownMinutes / minutes;
  }
}
