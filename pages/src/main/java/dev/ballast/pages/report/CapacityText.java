package dev.ballast.pages.report;

import dev.ballast.pages.report.Capacity.Kind;
import dev.ballast.pages.text.Moments;
import dev.ballast.pages.text.Unit;
import java.time.Duration;
import java.time.Instant;

/// Something that can be used up, in words.
public final class CapacityText {
  private CapacityText() {}

  /// What it is, within its target.
  public static String name(Capacity capacity) {
    return switch (capacity.kind()) {
      case DISK -> capacity.kind().words() + " of " + capacity.subject();
      case DATABASES -> capacity.kind().words();
      case KEY, SEQUENCE -> capacity.kind().words() + " " + capacity.subject();
    };
  }

  /// What is left or taken.
  public static String present(Capacity capacity) {
    return switch (capacity.kind()) {
      case DISK -> Unit.BYTES.text(capacity.present()) + " free";
      case DATABASES -> Unit.BYTES.text(capacity.present());
      case KEY, SEQUENCE -> Unit.SHARE.text(capacity.present()) + " used";
    };
  }

  /// How much it changes in a day.
  public static String pace(Capacity capacity) {
    Unit unit =
        capacity.kind() == Kind.DISK || capacity.kind() == Kind.DATABASES ? Unit.BYTES : Unit.SHARE;
    return capacity.perDay().map(p -> (p > 0 ? "+" : "") + unit.text(p)).orElse("–");
  }

  /// When it runs out, or why no date is known.
  public static String when(Capacity capacity, Moments moments) {
    return switch (capacity.outlook()) {
      case RUNS_OUT -> date(capacity, moments);
      case UNKNOWN -> "not known, because " + capacity.unknown().orElse("of no figures");
      case GROWS -> "no end of its own";
      case NOT_WITHIN_A_YEAR -> "not within a year";
    };
  }

  private static String date(Capacity capacity, Moments moments) {
    String day = capacity.date().map(moments::day).orElseThrow();
    long early = days(capacity.earliest().or(capacity::date).orElseThrow(), moments);
    if (capacity.latest().isEmpty()) {
      return "%s, in %d days or more".formatted(day, early);
    }
    long late = days(capacity.latest().get(), moments);
    return early == late
        ? "%s, in %d days".formatted(day, early)
        : "%s, in %d to %d days".formatted(day, early, late);
  }

  private static long days(Instant at, Moments moments) {
    return Math.max(0, Duration.between(moments.now(), at).toDays());
  }
}
