package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.check.Past;
import dev.ballast.observe.check.PastFigures;
import dev.ballast.observe.watch.Board;
import dev.ballast.observe.watch.FamilyState;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Reading;
import dev.ballast.store.sample.Resolution;
import dev.ballast.store.sample.SeriesReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What stored figures of each target say, read once an hour. Runs until its thread is interrupted.
/// Safe for any number of threads.
final class Pasts implements Runnable {
  private static final Duration LOOK = Duration.ofMinutes(1);
  private static final Duration USUAL = Duration.ofHours(1);
  private static final Duration TREND = Duration.ofDays(7);
  private static final Duration STILL = Duration.ofDays(40);

  /// Of a family that has more entities, the others have no past.
  private static final int MOST = 200;

  private static final String SELDOM_USED = "flaw_seldom_used_index";

  private final Board board;
  private final SeriesReader series;
  private final Clock clock;
  private final Map<String, Kept> known = new ConcurrentHashMap<>();

  private record Kept(Past past, long nanos) {}

  Pasts(Board board, SeriesReader series, Clock clock) {
    this.board = board;
    this.series = series;
    this.clock = clock;
  }

  Optional<Past> of(String target) {
    return Optional.ofNullable(known.get(target)).map(Kept::past);
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        board.targets().forEach(this::look);
      } catch (Fault fault) {
        // What was known before is still so; the next look reads the rest.
        CommonError.keepInterrupt(fault);
      }
      clock.pause(LOOK);
    }
  }

  private void look(TargetState state) {
    Kept before = known.get(state.target());
    if (before == null || clock.since(before.nanos()).compareTo(USUAL) >= 0) {
      Sum sum = new Sum(new ArrayList<>(), new ArrayList<>());
      // A past with parts missing would say that nothing grows.
      if (trends(state, "host_disk", "free_bytes", sum)
          && trends(state, "database_size", "bytes", sum)
          && trends(state, "key", "last_value", sum)
          && still(state, sum)) {
        Optional<List<Past.Course>> courses = new StatementCourses(series).of(state, clock.now());
        known.put(
            state.target(),
            new Kept(
                new Past(sum.trends(), sum.still(), courses.orElse(List.of())), clock.nanoTime()));
      }
    }
  }

  private record Sum(List<Past.Trend> trends, List<Past.Still> still) {}

  private boolean trends(TargetState state, String family, String metric, Sum sum) {
    Instant now = clock.now();
    for (Figures figures : entities(state, family)) {
      SeriesReader.Part part = read(state, family, metric, figures, now.minus(TREND), now);
      if (part.missing().isPresent()) {
        return false;
      }
      PastFigures.trend(family, figures.labels(), part.points()).ifPresent(sum.trends()::add);
    }
    return true;
  }

  private boolean still(TargetState state, Sum sum) {
    Instant now = clock.now();
    for (Figures figures : entities(state, SELDOM_USED)) {
      SeriesReader.Part part = read(state, SELDOM_USED, "scans", figures, now.minus(STILL), now);
      if (part.missing().isPresent()) {
        return false;
      }
      PastFigures.still(SELDOM_USED, figures.labels(), part.points()).ifPresent(sum.still()::add);
    }
    return true;
  }

  private SeriesReader.Part read(
      TargetState state, String family, String metric, Figures figures, Instant from, Instant to) {
    return series.read(
        new SeriesReader.SeriesName(
            state.target(),
            state.family(family).orElseThrow().family().layout(),
            figures.labels(),
            metric),
        Resolution.HOUR,
        from,
        to);
  }

  private static List<Figures> entities(TargetState state, String family) {
    return state
        .family(family)
        .flatMap(FamilyState::latest)
        .map(Reading::entities)
        .orElse(List.of())
        .stream()
        .limit(MOST)
        .toList();
  }
}
