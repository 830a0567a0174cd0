package dev.ballast.change.forecast;

import static java.util.Objects.requireNonNull;

import dev.ballast.rules.lint.Workload;
import java.util.List;
import java.util.Optional;

/// What a change will take in production.
///
/// What a rehearsal measured is scaled by the size of the table there, by the speed of that
/// machine, and, where the statement waited for locks, by the traffic there. The width of an
/// interval comes from the errors of past predictions of that kind of statement; where there are
/// fewer than [PastErrors#ENOUGH], from the spread of several rehearsals; otherwise it is a
/// default. Pure functions.
public final class ChangeForecast {
  private final Workload production;
  private final MachineRates here;
  private final Optional<MachineRates> there;
  private final PastErrors past;

  private ChangeForecast(
      Workload production, MachineRates here, Optional<MachineRates> there, PastErrors past) {
    this.production = requireNonNull(production, "production is null");
    this.here = requireNonNull(here, "here is null");
    this.there = requireNonNull(there, "there is null");
    this.past = requireNonNull(past, "past is null");
  }

  /// The forecast of every statement, in the order given.
  ///
  /// @param production sizes and traffic of the tables where the change will run
  /// @param here the machine that it was rehearsed on
  /// @param there the machine that it will run on, where it was measured
  public static List<StatementForecast> of(
      List<MeasuredStatement> measured,
      Workload production,
      MachineRates here,
      Optional<MachineRates> there,
      PastErrors past) {
    ChangeForecast forecast = new ChangeForecast(production, here, there, past);
    return measured.stream().map(forecast::of).toList();
  }

  private StatementForecast of(MeasuredStatement measured) {
    Scale scale = Scale.of(measured, production);
    return switch (scale) {
      case Scale.Unknown unknown -> new StatementForecast.Undecided(measured, unknown.reason());
      case Scale.Known known ->
          new Prediction(measured, known, Speed.of(measured.work(), here, there), past)
              .predicted(production, here);
    };
  }
}
