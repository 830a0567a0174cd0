package dev.ballast.observe.check;

import dev.ballast.evidence.Durations;
import dev.ballast.observe.key.KeyFacts;
import dev.ballast.observe.key.WideKey;
import dev.ballast.store.alert.Remedy;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// How a column that has few values left is exchanged for a wider one, and until when.
public final class KeyExchange {
  public static final String FAMILY = "key";

  private static final String LAST = "last_value";

  /// A rate of a shorter time says little.
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(10);

  private static final Duration WINDOW = Duration.ofHours(1);

  /// Of a rate that would take longer nobody plans by.
  private static final Duration FAR = Duration.ofDays(3650);

  private KeyExchange() {}

  /// Adds the steps of the table at hand, and how to review and measure them before.
  ///
  /// @param key of the family `key`
  public static SymptomDraft remedied(SymptomDraft draft, Entity key, Observed observed) {
    Optional<KeyFacts> facts = observed.state().detail().key(key.labels());
    List<Remedy> steps = facts.map(WideKey::steps).orElse(List.of());
    steps.forEach(step -> draft.remedy(step.what(), step.command()));
    if (!steps.isEmpty()) {
      draft.remedy(
          "Review the steps, each saved as a file, as a migration",
          "ballast change check --target %s step-1.sql step-2.sql step-3.sql step-4.sql"
              .formatted(new ShellWord(observed.target().name())));
    }
    return draft.remedy(
        "Measure on a copy how long the change in one statement, which blocks everybody, would take",
        "ballast change rehearse --target %s --statement %s"
            .formatted(
                new ShellWord(observed.target().name()),
                new ShellWord(
                    "ALTER TABLE %s ALTER COLUMN %s TYPE bigint"
                        .formatted(key.relation("schema", "table"), key.quoted("column")))));
  }

  /// How long the values last at the rate of the last days, or else of the last hour; empty where
  /// no rate is known and where none is used.
  public static Optional<Duration> lasts(Entity key, Observed observed) {
    OptionalDouble used = key.figure("used_ratio");
    OptionalDouble last = key.figure(LAST);
    OptionalDouble rate = rate(key, observed);
    if (used.isEmpty()
        || last.isEmpty()
        || rate.isEmpty()
        || used.getAsDouble() <= 0
        || rate.getAsDouble() <= 0) {
      return Optional.empty();
    }
    double left = Math.max(0, last.getAsDouble() / used.getAsDouble() - last.getAsDouble());
    double seconds = left / rate.getAsDouble();
    return seconds > FAR.toSeconds()
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds((long) seconds));
  }

  private static OptionalDouble rate(Entity key, Observed observed) {
    Optional<Double> days =
        observed
            .surroundings()
            .past()
            .flatMap(past -> past.trend(FAMILY, key.labels()))
            .map(Past.Trend::perSecond);
    return days.or(
            () ->
                observed
                    .history()
                    .growth(key, LAST, WINDOW)
                    .filter(growth -> growth.over().compareTo(LONG_ENOUGH) >= 0)
                    .map(Growth::perSecond))
        .map(OptionalDouble::of)
        .orElseGet(OptionalDouble::empty);
  }

  /// For a summary, such as `12 d`, which not every reading changes.
  public static String text(Duration lasts) {
    return Durations.text(
        lasts.compareTo(Duration.ofDays(2)) < 0 ? lasts : lasts.truncatedTo(ChronoUnit.DAYS));
  }
}
