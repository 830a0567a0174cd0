package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import dev.ballast.observe.watch.Board;
import dev.ballast.observe.watch.FamilyState;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// How many sessions of each target were active in each minute of the last hour, by the readings
/// that the board had. In memory: a list of all targets reads no series. Runs until its thread is
/// interrupted. Safe for any number of threads.
final class RecentLoads implements Runnable {
  private static final Duration LOOK = Duration.ofSeconds(10);
  private static final int MINUTES = 60;
  private static final long SECONDS = 60;
  private static final String FAMILY = "activity";

  private final Board board;
  private final Clock clock;
  private final Map<String, Hour> known = new ConcurrentHashMap<>();

  RecentLoads(Board board, Clock clock) {
    this.board = board;
    this.clock = clock;
  }

  /// The mean of each minute, the present one last; not a number where nothing was read.
  List<Double> of(String target) {
    Hour hour = known.get(target);
    return hour == null ? List.of() : hour.until(minute(clock.now()));
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      look();
      clock.pause(LOOK);
    }
  }

  void look() {
    Set<String> present = new HashSet<>();
    for (TargetState state : board.targets()) {
      present.add(state.target());
      state
          .family(FAMILY)
          .flatMap(FamilyState::latest)
          .ifPresent(
              reading -> known.computeIfAbsent(state.target(), name -> new Hour()).take(reading));
    }
    known.keySet().retainAll(present);
  }

  private static long minute(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), SECONDS);
  }

  /// The sums of the readings of each minute of an hour, and how many there were.
  private static final class Hour {
    private final double[] sums = new double[MINUTES];
    private final int[] counts = new int[MINUTES];
    private final long[] minutes = new long[MINUTES];
    private Optional<Instant> last = Optional.empty();

    synchronized void take(Reading reading) {
      if (last.equals(Optional.of(reading.at()))) {
        return;
      }
      last = Optional.of(reading.at());
      long minute = minute(reading.at());
      int slot = (int) Math.floorMod(minute, (long) MINUTES);
      if (minutes[slot] != minute) {
        minutes[slot] = minute;
        sums[slot] = 0;
        counts[slot] = 0;
      }
      sums[slot] += active(reading);
      counts[slot]++;
    }

    private static double active(Reading reading) {
      int backends = reading.layout().indexOf("backends");
      return reading.entities().stream()
          .filter(figures -> figures.labels().value("state").equals(Optional.of("active")))
          .mapToDouble((Figures figures) -> figures.value(backends))
          .filter(value -> !Double.isNaN(value))
          .sum();
    }

    /// The present minute, as long as nothing was read in it, is not one of them.
    synchronized List<Double> until(long present) {
      long end = counted(present) ? present : present - 1;
      double[] means = new double[MINUTES];
      for (int i = 0; i < MINUTES; i++) {
        long minute = end - MINUTES + 1 + i;
        int slot = (int) Math.floorMod(minute, (long) MINUTES);
        means[i] = counted(minute) ? sums[slot] / counts[slot] : Double.NaN;
      }
      return Arrays.stream(means).boxed().toList();
    }

    private boolean counted(long minute) {
      int slot = (int) Math.floorMod(minute, (long) MINUTES);
      return minutes[slot] == minute && counts[slot] > 0;
    }
  }
}
