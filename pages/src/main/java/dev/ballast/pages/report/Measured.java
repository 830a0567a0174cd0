package dev.ballast.pages.report;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/// What was measured within the step that begins at a moment. Where nothing is known there is none.
public record Measured(Instant at, double value) {
  public Measured {
    requireNonNull(at, "at is null");
  }
}
