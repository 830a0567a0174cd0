package dev.ballast.observe.check;

import static java.util.Objects.requireNonNull;

import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What stored figures of a target say.
///
/// @param trends how fast figures grow
/// @param still since when counters have not grown
/// @param courses how long statements took
public record Past(List<Trend> trends, List<Still> still, List<Course> courses) {
  public Past {
    trends = List.copyOf(trends);
    still = List.copyOf(still);
    courses = List.copyOf(courses);
  }

  /// Where no statement's times were read.
  public Past(List<Trend> trends, List<Still> still) {
    this(trends, still, List.of());
  }

  /// How fast a figure grows.
  ///
  /// @param perSecond what it grows by; negative where it shrinks
  /// @param over the time between the first and the last figure that this is known from
  public record Trend(String family, Labels subject, double perSecond, Duration over) {
    public Trend {
      requireNonNull(family, "family is null");
      requireNonNull(subject, "subject is null");
      requireNonNull(over, "over is null");
    }
  }

  /// A counter that has not grown.
  ///
  /// @param since the moment of the oldest stored figure that is the present one
  public record Still(String family, Labels subject, Instant since) {
    public Still {
      requireNonNull(family, "family is null");
      requireNonNull(subject, "subject is null");
      requireNonNull(since, "since is null");
    }
  }

  /// How long a statement took on average.
  ///
  /// @param means such as `1 d ago 12 ms, 7 d ago 3 ms`
  public record Course(Labels subject, String means) {
    public Course {
      requireNonNull(subject, "subject is null");
      requireNonNull(means, "means is null");
    }
  }

  /// How long the statement took before, where that is known.
  public Optional<String> course(Labels subject) {
    return courses.stream()
        .filter(course -> course.subject().equals(subject))
        .findFirst()
        .map(Course::means);
  }

  public Optional<Trend> trend(String family, Labels subject) {
    return trends.stream()
        .filter(t -> t.family().equals(family) && t.subject().equals(subject))
        .findFirst();
  }

  public Optional<Instant> stillSince(String family, Labels subject) {
    return still.stream()
        .filter(s -> s.family().equals(family) && s.subject().equals(subject))
        .map(Still::since)
        .findFirst();
  }
}
