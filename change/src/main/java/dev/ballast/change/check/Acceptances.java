package dev.ballast.change.check;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// What may accept a finding, so that it is reported but not counted.
///
/// @param baseline findings that were there before
/// @param comments whether a comment in the migration itself may; not where its author may not
///     decide alone
public record Acceptances(Optional<Baseline> baseline, boolean comments) {
  public Acceptances {
    requireNonNull(baseline, "baseline is null");
  }
}
