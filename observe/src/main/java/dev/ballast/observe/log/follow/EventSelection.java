package dev.ballast.observe.log.follow;

import dev.ballast.evidence.Severity;
import dev.ballast.observe.log.event.LogEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The events that are shown of a log with more of them: errors before warnings before the rest,
/// and of each the first ones. For one thread.
public final class EventSelection {
  private final int most;
  private final Map<Severity, List<Numbered>> kept = new EnumMap<>(Severity.class);
  private long number;

  public EventSelection(int most) {
    this.most = most;
    for (Severity severity : Severity.values()) {
      kept.put(severity, new ArrayList<>());
    }
  }

  private record Numbered(long number, LogEvent event) {}

  /// Takes the next event of the log.
  public void add(LogEvent event) {
    List<Numbered> others = kept.get(event.type().severity());
    if (others.size() < most) {
      others.add(new Numbered(number, event));
    }
    number++;
  }

  /// In the log's order.
  public List<LogEvent> selected() {
    List<Numbered> selected = new ArrayList<>();
    for (Severity severity : List.of(Severity.ERROR, Severity.WARNING, Severity.INFO)) {
      kept.get(severity).stream().limit(most - selected.size()).forEach(selected::add);
    }
    return selected.stream()
        .sorted(Comparator.comparingLong(Numbered::number))
        .map(Numbered::event)
        .toList();
  }

  /// How many events there were.
  public long all() {
    return number;
  }
}
