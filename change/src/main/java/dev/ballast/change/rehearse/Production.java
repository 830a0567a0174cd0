package dev.ballast.change.rehearse;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.actual.CountedStatements;
import dev.ballast.change.forecast.MachineRates;
import dev.ballast.change.forecast.PastErrors;
import dev.ballast.rules.lint.Workload;
import java.util.Optional;

/// The place that a change is forecast for.
///
/// @param workload sizes and traffic of its tables
/// @param rates of its machine, where they were measured
/// @param counted what it has counted of its statements by now; empty where that is not known
/// @param past how far former predictions were off
public record Production(
    Workload workload,
    Optional<MachineRates> rates,
    PastErrors past,
    Optional<CountedStatements> counted) {
  public Production {
    requireNonNull(workload, "workload is null");
    requireNonNull(rates, "rates is null");
    requireNonNull(past, "past is null");
    requireNonNull(counted, "counted is null");
  }
}
