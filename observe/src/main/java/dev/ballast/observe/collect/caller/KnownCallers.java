package dev.ballast.observe.collect.caller;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The groups of one server that are counted by themselves. What a client calls itself, and what
/// it runs, is up to that client; so there are only so many groups, and so many of one role. For
/// one thread at a time.
final class KnownCallers {
  /// How many groups are counted at a time.
  static final int MOST = 200;

  /// How many of one role: it does not crowd out the others.
  static final int MOST_OF_A_ROLE = 100;

  /// After how many readings without a session a group makes room; an hour by the usual cadence.
  static final int FORGOTTEN_AFTER = 360;

  private final Map<CallerRow, Long> seen = new LinkedHashMap<>();
  private final Map<String, Integer> ofRole = new HashMap<>();
  private long readings;

  /// What is counted of a reading: each group that is known, with none where it was not met, and
  /// all others together.
  ///
  /// @param met groups with at least one session, the largest first
  List<CallerRow> counted(List<CallerRow> met) {
    readings++;
    Map<CallerRow, CallerRow> counted = new LinkedHashMap<>();
    counted.put(CallerRow.NO_STATEMENT, CallerRow.NO_STATEMENT);
    seen.keySet().forEach(group -> counted.put(group, group));
    for (CallerRow row : met) {
      CallerRow counts = isAdmitted(row.none()) ? row : row.together();
      counted.merge(counts.none(), counts, CallerRow::plus);
    }
    forget();
    return new ArrayList<>(counted.values());
  }

  private boolean isAdmitted(CallerRow group) {
    if (group.isTogether() || group.equals(CallerRow.NO_STATEMENT)) {
      return true;
    }
    if (!seen.containsKey(group)) {
      if (seen.size() >= MOST || ofRole.getOrDefault(group.user(), 0) >= MOST_OF_A_ROLE) {
        return false;
      }
      ofRole.merge(group.user(), 1, Integer::sum);
    }
    seen.put(group, readings);
    return true;
  }

  private void forget() {
    seen.entrySet()
        .removeIf(
            entry -> {
              boolean isOld = readings - entry.getValue() >= FORGOTTEN_AFTER;
              if (isOld) {
                ofRole.merge(entry.getKey().user(), -1, Integer::sum);
              }
              return isOld;
            });
    ofRole.values().removeIf(count -> count == 0);
  }
}
