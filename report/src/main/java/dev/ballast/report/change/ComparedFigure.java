package dev.ballast.report.change;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.rehearse.Seconds;
import dev.ballast.evidence.ByteSize;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;

/// A figure of two rehearsals; less of it is better.
///
/// @param name its name for people
/// @param first empty where it was not measured
/// @param second empty where it was not measured
public record ComparedFigure(String name, Unit unit, OptionalLong first, OptionalLong second) {
  private static final double MUCH = 1.05;

  /// What is counted.
  public enum Unit {
    NANOSECONDS,
    BYTES,
    STATEMENTS;

    String text(long value) {
      return switch (this) {
        case NANOSECONDS -> Seconds.of(Duration.ofNanos(value));
        case BYTES -> new ByteSize(Math.max(0, value)).toString();
        case STATEMENTS -> String.valueOf(value);
      };
    }
  }

  public ComparedFigure {
    requireNonNull(name, "name is null");
    requireNonNull(unit, "unit is null");
    requireNonNull(first, "first is null");
    requireNonNull(second, "second is null");
  }

  boolean isMeasured() {
    return first.isPresent() || second.isPresent();
  }

  String text(OptionalLong value) {
    return value.isPresent() ? unit.text(value.getAsLong()) : "not measured";
  }

  /// Which of the two is better and by what. A difference of less than 5 % is none: two rehearsals
  /// of the same change differ as much.
  ///
  /// @param firstName how the first one is called
  String better(String firstName, String secondName) {
    if (first.isEmpty() || second.isEmpty()) {
      return "undecided";
    }
    long less = Math.min(first.getAsLong(), second.getAsLong());
    long more = Math.max(first.getAsLong(), second.getAsLong());
    if (more <= less * MUCH) {
      return "no difference";
    }
    String name = first.getAsLong() < second.getAsLong() ? firstName : secondName;
    String times =
        less <= 0 ? "" : String.format(Locale.ROOT, ", %.1f times less", (double) more / less);
    return "%s by %s%s".formatted(name, unit.text(more - less), times);
  }
}
