/// What a change will take in production, predicted from what a rehearsal measured on a clone, and
/// how well former predictions held.
///
/// Front doors: [dev.ballast.change.forecast.ChangeForecast],
/// [dev.ballast.change.forecast.MachineCalibration],
/// [dev.ballast.change.forecast.PredictionRecord].
@NullMarked
package dev.ballast.change.forecast;

import org.jspecify.annotations.NullMarked;
