package dev.ballast.change.forecast;

import dev.ballast.rules.lint.Workload;
import dev.ballast.sql.tree.QualifiedName;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// How many times more there is to do in production than on the clone.
sealed interface Scale {

  /// It is known.
  ///
  /// @param time for the duration
  /// @param volume for what is written
  record Known(double time, double volume) implements Scale {
    /// How far it was from the clone to production, at least 1, in either direction.
    double distance() {
      return volume == 0 ? 1 : Math.max(volume, 1 / volume);
    }
  }

  /// It is not known.
  ///
  /// @param reason a sentence's part
  record Unknown(String reason) implements Scale {}

  static Scale of(MeasuredStatement measured, Workload production) {
    if (measured.work() == StatementKind.Work.CATALOG) {
      return new Known(1, 1);
    }
    if (measured.table().isEmpty()) {
      return new Unknown("which table's size it depends on is not known");
    }
    QualifiedName table = measured.table().get();
    OptionalDouble byRows = ratio(production.rows(table), measured.rows());
    OptionalDouble byBytes = ratio(production.bytes(table), measured.bytes());
    boolean rowsFirst =
        measured.work() == StatementKind.Work.ROWS
            || measured.work() == StatementKind.Work.INDEX_BUILD;
    OptionalDouble volume = rowsFirst ? or(byRows, byBytes) : or(byBytes, byRows);
    if (volume.isEmpty()) {
      return new Unknown(unknown(table, measured, production));
    }
    double sorting =
        measured.work() == StatementKind.Work.INDEX_BUILD
            ? sorting(production.rows(table), measured.rows())
            : 1;
    return new Known(volume.getAsDouble() * sorting, volume.getAsDouble());
  }

  private static OptionalDouble or(OptionalDouble one, OptionalDouble other) {
    return one.isPresent() ? one : other;
  }

  private static OptionalDouble ratio(OptionalLong there, OptionalLong here) {
    return there.isPresent() && here.isPresent() && here.getAsLong() > 0
        ? OptionalDouble.of((double) there.getAsLong() / here.getAsLong())
        : OptionalDouble.empty();
  }

  /// Sorting n rows takes n log n steps.
  private static double sorting(OptionalLong there, OptionalLong here) {
    return there.isPresent() && here.isPresent() && there.getAsLong() > 2 && here.getAsLong() > 2
        ? Math.log((double) there.getAsLong()) / Math.log((double) here.getAsLong())
        : 1;
  }

  private static String unknown(
      QualifiedName table, MeasuredStatement measured, Workload production) {
    if (production.rows(table).isEmpty() && production.bytes(table).isEmpty()) {
      return "how big " + table + " is in production is not known";
    }
    return measured.rows().orElse(-1) == 0 || measured.bytes().orElse(-1) == 0
        ? table + " is empty on the clone, so that nothing was measured"
        : "how big " + table + " is on the clone is not known";
  }
}
