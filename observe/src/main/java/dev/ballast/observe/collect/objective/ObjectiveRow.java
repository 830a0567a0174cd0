package dev.ballast.observe.collect.objective;

import static java.util.Objects.requireNonNull;

import dev.ballast.store.sample.Labels;

/// What was measured of one objective within a minute.
///
/// @param labels that name the objective
public record ObjectiveRow(Labels labels, double good, double total) {
  public ObjectiveRow {
    requireNonNull(labels, "labels is null");
  }
}
