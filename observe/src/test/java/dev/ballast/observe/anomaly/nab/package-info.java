/// The Numenta Anomaly Benchmark: its corpus read, its score computed, its plain detector. For
/// `bench/nab.sh`; the corpus itself is no part of the project.
package dev.ballast.observe.anomaly.nab;
