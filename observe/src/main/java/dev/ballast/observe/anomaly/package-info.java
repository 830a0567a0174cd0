/// Anomalies of a few series: what a series usually does is learned from itself, value by value,
/// and a departure from it is reported once. No I/O.
///
/// Front doors: [dev.ballast.observe.anomaly.AnomalyDetector], which returns an
/// [dev.ballast.observe.anomaly.Anomaly], and [dev.ballast.observe.anomaly.AnomalyState], by which
/// a node carries on after a restart.
@NullMarked
package dev.ballast.observe.anomaly;

import org.jspecify.annotations.NullMarked;
