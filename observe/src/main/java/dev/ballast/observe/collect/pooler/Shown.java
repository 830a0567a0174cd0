package dev.ballast.observe.collect.pooler;

import static dev.ballast.observe.family.Metric.counter;
import static dev.ballast.observe.family.Metric.gauge;

import dev.ballast.observe.family.Known;
import dev.ballast.observe.family.Metric;
import dev.ballast.observe.family.Unit;
import dev.ballast.postgres.wire.PoolerConsole.ShownRow;

/// Metrics by the name of a column. A column that a version does not have is unknown.
final class Shown {
  private static final double MICROS = 1e6;

  private Shown() {}

  static Metric<ShownRow> level(String name, String column, String help) {
    return gauge(name, Unit.NUMBER, help, row -> Known.or(row.number(column)));
  }

  static Metric<ShownRow> count(String name, Unit unit, String column, String help) {
    return counter(name, unit, help, row -> Known.or(row.number(column)));
  }

  /// Of a column of microseconds.
  static Metric<ShownRow> time(String name, String column, String help) {
    return counter(name, Unit.SECONDS, help, row -> Known.or(row.number(column)) / MICROS);
  }

  /// Whole seconds and microseconds beyond them.
  static double seconds(ShownRow row, String seconds, String micros) {
    return Known.or(row.number(seconds)) + Known.or(row.number(micros)) / MICROS;
  }
}
