package dev.ballast.sql.tree;

import java.util.ArrayList;
import java.util.List;

/// The fields of an interval, which the grammar keeps as bits (`INTERVAL_MASK` in
/// `src/include/utils/timestamp.h`).
final class IntervalFields {
  private static final int FULL_RANGE = 0x7FFF;
  private static final int MONTH = 1 << 1;
  private static final int YEAR = 1 << 2;
  private static final int DAY = 1 << 3;
  private static final int HOUR = 1 << 10;
  private static final int MINUTE = 1 << 11;
  private static final int SECOND = 1 << 12;

  private IntervalFields() {}

  /// ` day to second(3)`, `(3)` or nothing.
  static String suffix(List<String> modifiers) {
    if (modifiers.isEmpty() || !modifiers.getFirst().matches("[0-9]{1,9}")) {
      return "";
    }
    String precision = modifiers.size() > 1 ? "(" + modifiers.get(1) + ")" : "";
    int mask = Integer.parseInt(modifiers.getFirst());
    if (mask == FULL_RANGE) {
      return precision;
    }
    List<String> fields = new ArrayList<>();
    add(fields, mask, YEAR, "year");
    add(fields, mask, MONTH, "month");
    add(fields, mask, DAY, "day");
    add(fields, mask, HOUR, "hour");
    add(fields, mask, MINUTE, "minute");
    add(fields, mask, SECOND, "second");
    if (fields.isEmpty()) {
      return precision;
    }
    String first = fields.getFirst();
    return " " + (fields.size() == 1 ? first : first + " to " + fields.getLast()) + precision;
  }

  private static void add(List<String> fields, int mask, int bit, String field) {
    if ((mask & bit) != 0) {
      fields.add(field);
    }
  }
}
