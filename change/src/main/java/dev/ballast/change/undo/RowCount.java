package dev.ballast.change.undo;

import java.util.Locale;
import java.util.OptionalLong;

/// How many rows, in words.
final class RowCount {
  private static final String UNKNOWN = "an unknown number of rows";

  private RowCount() {}

  static String exactly(OptionalLong rows) {
    return rows.isEmpty() ? UNKNOWN : counted("", rows.getAsLong());
  }

  /// By an estimate.
  static String about(OptionalLong rows) {
    return rows.isEmpty() ? UNKNOWN : counted("about ", rows.getAsLong());
  }

  private static String counted(String before, long rows) {
    return rows == 1 ? before + "1 row" : String.format(Locale.ROOT, "%s%,d rows", before, rows);
  }
}
