package dev.ballast.pages.chart;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/// Something that happened, such as a deployment or a restart; it has a number on a chart and a
/// line beside it.
///
/// @param until when it was over, of what lasted, such as an alert: it is shaded on a chart
public record Mark(Instant at, String kind, String what, Optional<Instant> until) {
  public Mark {
    requireNonNull(at, "at is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(what, "what is null");
    requireNonNull(until, "until is null");
  }

  /// One of a moment.
  public Mark(Instant at, String kind, String what) {
    this(at, kind, what, Optional.empty());
  }

  /// Whether any of it is within a span.
  boolean isWithin(Span span) {
    return at.isBefore(span.to()) && !until.orElse(at).isBefore(span.from());
  }
}
