package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import dev.ballast.observe.collect.Families;
import dev.ballast.observe.slo.Goal;
import dev.ballast.observe.slo.GoalState;
import dev.ballast.observe.slo.Goals;
import dev.ballast.observe.slo.MinuteCounts.Counted;
import dev.ballast.observe.slo.Tally;
import dev.ballast.observe.slo.TallyLine;
import dev.ballast.store.sample.Layout;
import dev.ballast.store.sample.Point;
import dev.ballast.store.sample.Resolution;
import dev.ballast.store.sample.SeriesReader;
import dev.ballast.store.sample.SeriesReader.SeriesName;
import dev.ballast.targets.config.Objectives;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The counts of 30 days of one target's goals: read from the store once, then kept. For one
/// thread.
final class GoalBook {
  /// While the store is away, how long until it is asked again.
  private static final Duration RETRY = Duration.ofMinutes(1);

  private static final Layout LAYOUT = Families.OBJECTIVE.layout();

  private final String target;
  private final SeriesReader series;
  private final Clock clock;
  private final Map<Goal, TallyLine> lines = new LinkedHashMap<>();
  private boolean whole;
  private Optional<Long> readAt = Optional.empty();

  GoalBook(String target, SeriesReader series, Clock clock) {
    this.target = target;
    this.series = series;
    this.clock = clock;
  }

  /// Takes in a minute that was just counted, and is in the journal already.
  void take(Counted counted) {
    TallyLine line = lines.get(counted.goal());
    if (line == null) {
      // All of it is read, this minute too.
      whole &= read(counted.goal());
    } else {
      line.put(counted.minute(), counted.tally());
    }
  }

  /// Reads what is missing, and leaves out what is no goal any more. Throws why the store cannot be
  /// asked; what the journal has is known then.
  ///
  /// @param declared goals that there are whatever was counted
  void read(List<Goal> declared, Objectives objectives) {
    lines.keySet().removeIf(goal -> Goals.stored(objectives, goal.series()).isEmpty());
    boolean complete = whole && lines.keySet().containsAll(declared);
    if (complete || readAt.filter(at -> clock.since(at).compareTo(RETRY) < 0).isPresent()) {
      for (Goal goal : declared) {
        if (!lines.containsKey(goal)) {
          lines.put(goal, new TallyLine());
          whole = false;
        }
      }
      return;
    }
    readAt = Optional.of(clock.nanoTime());
    boolean all = true;
    for (Goal goal : declared) {
      all &= read(goal);
    }
    for (Goal goal : List.copyOf(lines.keySet())) {
      if (!declared.contains(goal)) {
        all &= read(goal);
      }
    }
    List<Goal> stored = new ArrayList<>();
    series
        .entities(target, LAYOUT.family())
        .forEach(labels -> Goals.stored(objectives, labels).ifPresent(stored::add));
    for (Goal goal : stored) {
      if (!lines.containsKey(goal)) {
        all &= read(goal);
      }
    }
    lines
        .entrySet()
        .removeIf(
            each -> each.getValue().knownUntil().isEmpty() && !declared.contains(each.getKey()));
    whole = all;
  }

  /// @return whether nothing is missing
  private boolean read(Goal goal) {
    Instant now = clock.now();
    SeriesReader.Part good = read(goal, "good", now);
    SeriesReader.Part total = read(goal, "measured", now);
    Map<Instant, Double> goods = new HashMap<>();
    good.points().forEach(point -> goods.put(point.at(), point.value()));
    TallyLine line = new TallyLine();
    for (Point point : total.points()) {
      double goodOnes = goods.getOrDefault(point.at(), Double.NaN);
      if (!Double.isNaN(goodOnes) && !Double.isNaN(point.value())) {
        line.put(point.at(), new Tally(Math.min(goodOnes, point.value()), point.value()));
      }
    }
    lines.put(goal, line);
    return good.missing().isEmpty() && total.missing().isEmpty();
  }

  private SeriesReader.Part read(Goal goal, String metric, Instant now) {
    return series.read(
        new SeriesName(target, LAYOUT, goal.series(), metric),
        Resolution.MINUTE,
        now.minus(TallyLine.BUDGET),
        now);
  }

  /// How each goal stands.
  List<GoalState> states(Instant now) {
    List<GoalState> states = new ArrayList<>();
    lines.forEach((goal, line) -> states.add(GoalState.of(goal, line, now)));
    return List.copyOf(states);
  }
}
