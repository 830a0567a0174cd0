package dev.ballast.observe.usual;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What is known of a target's figures by what they usually are.
///
/// @param departures that are not over, in the order in which they began
/// @param progress how far each figure is learned that the target has
public record Usual(List<Unusual> departures, List<Progress> progress) {
  public Usual {
    departures = List.copyOf(departures);
    progress = List.copyOf(progress);
  }

  /// How far a figure is learned.
  ///
  /// @param ready series whose departures are reported
  /// @param learning series of which nothing is reported yet
  /// @param learned of the first two days, by the series that is furthest
  public record Progress(UsualFigure figure, int ready, int learning, Duration learned) {}

  /// Empty where the target does not have the figure.
  public Optional<Progress> progress(UsualFigure figure) {
    return progress.stream().filter(each -> each.figure() == figure).findFirst();
  }
}
