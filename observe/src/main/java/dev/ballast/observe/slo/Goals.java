package dev.ballast.observe.slo;

import dev.ballast.evidence.Durations;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import dev.ballast.targets.config.Objectives;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// The goals that a target's objectives are, as the configuration has them.
public final class Goals {
  /// What 95 of 100 calls have to be within.
  private static final double OF_CALLS = 0.95;

  private static final double PERCENT = 100;
  private static final String DATABASE = "database";
  private static final String CLASS = "class";
  private static final String READ = "read";
  private static final String WRITE = "write";

  private Goals() {}

  public static Goal availability(Objectives objectives) {
    double share = objectives.service().availability();
    return new Goal(Indicator.AVAILABILITY, Labels.NONE, percent(share), share);
  }

  /// The recovery point, the recovery time or the age of the proof.
  public static Goal ofTime(Objectives objectives, Indicator indicator) {
    Duration asked =
        switch (indicator) {
          case RECOVERY_POINT -> objectives.recoveryPoint();
          case RECOVERY_TIME -> objectives.recoveryTime();
          case PROOF_AGE -> objectives.proofAge();
          case AVAILABILITY, STATEMENT_TIME ->
              throw new IllegalArgumentException(indicator + " is not one of time");
        };
    return within(indicator, Labels.NONE, objectives.service().timeWithin(), asked);
  }

  /// Of the reading or writing statements of a database.
  public static Goal ofStatements(Objectives objectives, String database, boolean writing) {
    return within(
        Indicator.STATEMENT_TIME,
        Labels.of(new Label(DATABASE, database), new Label(CLASS, writing ? WRITE : READ)),
        OF_CALLS,
        objectives.service().statementTime(database, writing));
  }

  /// The goal whose counts are stored by these labels; empty where it is none of the objectives in
  /// force.
  public static Optional<Goal> stored(Objectives objectives, Labels series) {
    return series
        .value("objective")
        .flatMap(Indicator::of)
        .flatMap(
            indicator ->
                switch (indicator) {
                  case AVAILABILITY -> Optional.of(availability(objectives));
                  case RECOVERY_POINT, RECOVERY_TIME, PROOF_AGE ->
                      Optional.of(ofTime(objectives, indicator));
                  case STATEMENT_TIME ->
                      series
                          .value(DATABASE)
                          .map(
                              database ->
                                  ofStatements(
                                      objectives,
                                      database,
                                      series.value(CLASS).equals(Optional.of(WRITE))));
                })
        .filter(goal -> goal.series().equals(series));
  }

  private static Goal within(Indicator indicator, Labels about, double share, Duration asked) {
    return new Goal(
        indicator, about, "%s within %s".formatted(percent(share), Durations.text(asked)), share);
  }

  private static String percent(double share) {
    String text = String.format(Locale.ROOT, "%.3f", share * PERCENT);
    return text.replaceFirst("0+$", "").replaceFirst("\\.$", "") + " %";
  }
}
