package dev.ballast.observe.check;

import dev.ballast.observe.watch.FamilyState;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Reading;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What sessions waited for while they ran a statement, and which application they were of: one
/// sample of each session that the watch reads, for up to two hours. For one thread.
public final class StatementSamples {
  static final String FAMILY = "session";

  private static final String RUNNING = "running";
  private static final long SPAN_NANOS = 3_600_000_000_000L;
  private static final int MOST_SHOWN = 4;

  private Map<Key, Integer> current = new HashMap<>();
  private Map<Key, Integer> before = new HashMap<>();
  private long beganNanos;
  private long readNanos;
  private boolean begun;

  private record Key(String statement, String event, String application) {}

  void take(FamilyState state) {
    Optional<Reading> latest = state.latest();
    if (latest.isEmpty() || (begun && state.latestNanos() == readNanos)) {
      return;
    }
    readNanos = state.latestNanos();
    if (!begun || readNanos - beganNanos > SPAN_NANOS) {
      before = begun ? current : Map.of();
      current = new HashMap<>();
      beganNanos = readNanos;
      begun = true;
    }
    for (Figures session : latest.get().entities()) {
      String statement = label(session, "queryid");
      if (!statement.isEmpty() && label(session, "state").equals("active")) {
        String wait = label(session, "wait");
        current.merge(
            new Key(statement, wait.isEmpty() ? RUNNING : wait, label(session, "application")),
            1,
            Integer::sum);
      }
    }
  }

  private static String label(Figures session, String name) {
    return session.labels().value(name).orElse("");
  }

  /// What a statement waited for, the most frequent first; empty where it was never met.
  public Optional<String> waits(String statement) {
    Map<String, Integer> waits = new HashMap<>();
    counted(statement).forEach((key, count) -> waits.merge(key.event(), count, Integer::sum));
    int all = waits.values().stream().mapToInt(Integer::intValue).sum();
    return all == 0
        ? Optional.empty()
        : Optional.of(
            waits.entrySet().stream()
                .sorted(
                    Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_SHOWN)
                .map(wait -> wait.getKey() + " " + wait.getValue())
                .collect(Collectors.joining(", ", "", " of " + all + " samples")));
  }

  /// The application that ran it most often.
  public Optional<String> application(String statement) {
    Map<String, Integer> names = new HashMap<>();
    counted(statement).forEach((key, count) -> names.merge(key.application(), count, Integer::sum));
    return names.entrySet().stream()
        .filter(name -> !name.getKey().isEmpty())
        .max(
            Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey);
  }

  private Map<Key, Integer> counted(String statement) {
    Map<Key, Integer> all = new HashMap<>();
    for (Map<Key, Integer> hour : List.of(before, current)) {
      hour.forEach(
          (key, count) -> {
            if (key.statement().equals(statement)) {
              all.merge(key, count, Integer::sum);
            }
          });
    }
    return all;
  }
}
