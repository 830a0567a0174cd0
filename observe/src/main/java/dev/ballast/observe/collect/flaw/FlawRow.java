package dev.ballast.observe.collect.flaw;

import dev.ballast.store.sample.Labels;
import java.util.List;
import java.util.OptionalDouble;

/// One flaw.
///
/// @param labels the object that has it
/// @param figures in the order of the kind's metrics
record FlawRow(Labels labels, List<OptionalDouble> figures) {
  FlawRow {
    figures = List.copyOf(figures);
  }
}
