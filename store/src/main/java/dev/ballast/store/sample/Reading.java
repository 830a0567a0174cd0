package dev.ballast.store.sample;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/// What one family of a target was at one moment.
///
/// @param at the server's own time where it gave one, to the millisecond
public record Reading(String target, Layout layout, Instant at, List<Figures> entities) {
  public Reading {
    requireNonNull(target, "target is null");
    requireNonNull(layout, "layout is null");
    requireNonNull(at, "at is null");
    entities = List.copyOf(entities);
    for (Figures figures : entities) {
      if (figures.count() != layout.metrics().size()) {
        throw new IllegalArgumentException(
            figures.count() + " figures of " + layout.metrics().size() + " metrics");
      }
    }
  }
}
