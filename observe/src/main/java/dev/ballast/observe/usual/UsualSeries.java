package dev.ballast.observe.usual;

import static java.util.Objects.requireNonNull;

import dev.ballast.store.sample.Labels;

/// One figure of one subject of a target.
///
/// @param subject none where it is the server as a whole
record UsualSeries(UsualFigure figure, Labels subject) {
  UsualSeries {
    requireNonNull(figure, "figure is null");
    requireNonNull(subject, "subject is null");
  }
}
