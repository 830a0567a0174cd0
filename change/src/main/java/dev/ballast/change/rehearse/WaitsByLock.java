package dev.ballast.change.rehearse;

import dev.ballast.change.course.CourseClock;
import dev.ballast.change.course.LockWaited;
import dev.ballast.sql.LockMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Joins the waits of sessions for a lock of one mode on one relation that overlap. For one thread.
final class WaitsByLock {
  private final CourseClock times;
  private final Map<Wanted, List<LockWatch.Waited>> by = new LinkedHashMap<>();

  private record Wanted(String relation, LockMode mode) {}

  WaitsByLock(CourseClock times) {
    this.times = times;
  }

  void add(String relation, LockWatch.Waited wait) {
    by.computeIfAbsent(new Wanted(relation, wait.wanted()), _ -> new ArrayList<>()).add(wait);
  }

  /// In the order in which they began.
  List<LockWaited> all() {
    List<LockWaited> all = new ArrayList<>();
    by.forEach(
        (wanted, waits) -> {
          waits.sort(Comparator.comparingLong(LockWatch.Waited::from));
          int first = 0;
          long until = waits.getFirst().to();
          for (int i = 1; i <= waits.size(); i++) {
            if (i == waits.size() || waits.get(i).from() > until) {
              all.add(joined(wanted, waits.subList(first, i)));
              first = i;
            }
            until = i < waits.size() ? Math.max(until, waits.get(i).to()) : until;
          }
        });
    all.sort(Comparator.comparing(LockWaited::from));
    return all;
  }

  private LockWaited joined(Wanted wanted, List<LockWatch.Waited> waits) {
    long longest = waits.stream().mapToLong(wait -> wait.to() - wait.from()).max().orElseThrow();
    return new LockWaited(
        wanted.relation(),
        wanted.mode(),
        times.at(waits.getFirst().from()),
        times.at(waits.stream().mapToLong(LockWatch.Waited::to).max().orElseThrow()),
        waits.size(),
        Duration.ofNanos(longest / 1000 * 1000));
  }
}
