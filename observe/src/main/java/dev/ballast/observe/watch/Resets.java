package dev.ballast.observe.watch;

import dev.ballast.evidence.Severity;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventSource;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds by two readings that statistics were reset in between.
final class Resets {
  private static final String MOMENT = "reset_timestamp_seconds";

  /// A statement that makes room for another and comes back is counted from zero.
  private static final String STATEMENTS = "statement";

  private Resets() {}

  /// Empty where nothing was reset, or the server was restarted.
  static Optional<Event> between(Reading before, Reading now) {
    int moment = now.layout().indexOf(MOMENT);
    if (moment < 0
        || now.layout().family().equals(STATEMENTS)
        || !before.layout().equals(now.layout())) {
      return Optional.empty();
    }
    Map<Labels, Figures> old = new HashMap<>();
    before.entities().forEach(figures -> old.put(figures.labels(), figures));
    List<String> reset = new ArrayList<>();
    for (Figures figures : now.entities()) {
      Figures earlier = old.get(figures.labels());
      double at = figures.value(moment);
      // Statistics that were never reset have no moment.
      if (earlier != null && !Double.isNaN(at) && Double.compare(earlier.value(moment), at) != 0) {
        reset.add(name(figures.labels()));
      }
    }
    return reset.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Event.of(
                    now.target(),
                    now.at(),
                    EventSource.SERVER,
                    Severity.INFO,
                    "statistics",
                    "statistics were reset: " + now.layout().family())
                .with("family", now.layout().family())
                .with("entities", String.join(", ", reset)));
  }

  private static String name(Labels labels) {
    return String.join(" ", labels.all().stream().map(label -> label.value()).toList());
  }
}
