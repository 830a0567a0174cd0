package dev.ballast.pages.chart;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/// Something that happened, such as a deployment or a restart; it has a number on a chart and a
/// line beside it.
public record Mark(Instant at, String kind, String what) {
  public Mark {
    requireNonNull(at, "at is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(what, "what is null");
  }
}
