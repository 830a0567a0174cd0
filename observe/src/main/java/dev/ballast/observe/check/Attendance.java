package dev.ballast.observe.check;

import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which receivers of WAL streamed from a server, and when each was last seen: a week back, and a
/// hundred at most. For one thread.
public final class Attendance {
  static final String FAMILY = "replication";

  private static final Duration SPAN = Duration.ofDays(7);
  private static final int MOST = 100;

  private final Map<Labels, Instant> seen = new HashMap<>();

  void take(Reading reading, Instant now) {
    for (Figures figures : reading.entities()) {
      if (figures.labels().value("state").orElse("").equals("streaming")) {
        seen.put(name(figures.labels()), now);
      }
    }
    seen.values().removeIf(at -> Duration.between(at, now).compareTo(SPAN) > 0);
    if (seen.size() > MOST) {
      seen.entrySet().stream()
          .sorted(Map.Entry.comparingByValue())
          .limit(seen.size() - MOST)
          .map(Map.Entry::getKey)
          .toList()
          .forEach(seen::remove);
    }
  }

  /// Those that are not among these, with the moment each was last seen.
  public Map<Labels, Instant> missing(List<Figures> present) {
    Map<Labels, Instant> missing = new HashMap<>(seen);
    present.forEach(figures -> missing.remove(name(figures.labels())));
    return missing;
  }

  /// Without its state, which changes.
  private static Labels name(Labels labels) {
    return Labels.of(
        new Label("standby", labels.value("standby").orElse("")),
        new Label("address", labels.value("address").orElse("")));
  }
}
