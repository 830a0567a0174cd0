package dev.ballast.targets.config;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.DoubleFunction;

/// What a configuration may say about a check.
///
/// @param topic in lower case
/// @param figures what it compares
/// @param raise from this figure on it raises an alert where nothing is configured
/// @param page from this figure on it pages then
/// @param labels that what it is about can have
public record KnownCheck(
    String name,
    String topic,
    Figures figures,
    double raise,
    OptionalDouble page,
    Set<String> labels) {
  public KnownCheck {
    requireNonNull(name, "name is null");
    requireNonNull(topic, "topic is null");
    requireNonNull(figures, "figures is null");
    requireNonNull(page, "page is null");
    labels = Set.copyOf(labels);
  }

  /// How the figures of a check are written.
  ///
  /// @param units that a figure may be written in
  /// @param example such as `a share such as 90%`
  /// @param text a figure with its unit
  public record Figures(Set<Figure.Unit> units, String example, DoubleFunction<String> text) {
    public Figures {
      units = Set.copyOf(units);
      requireNonNull(example, "example is null");
      requireNonNull(text, "text is null");
    }
  }
}
