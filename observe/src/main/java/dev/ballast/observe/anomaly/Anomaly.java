package dev.ballast.observe.anomaly;

import java.time.Instant;

/// A departure of a series from what it usually does. It is reported once, when it begins.
///
/// @param since the first value that was unusual, which may be before the one that was too much
/// @param at the value that was too much
/// @param departure in which way
/// @param observed the value; of a drift the mean of about an hour
/// @param expected what would have been usual
/// @param score above 0.5, up to 1
public record Anomaly(
    Instant since,
    Instant at,
    Departure departure,
    double observed,
    Expectation expected,
    double score) {

  /// For people: what was observed, what was expected, and since when.
  public String sentence() {
    return "%s observed, expected %s, since %s"
        .formatted(Expectation.digits(observed), expected.sentence(), since);
  }
}
