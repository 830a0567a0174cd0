package dev.ballast.observe.anomaly;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Reports where one series leaves what it usually does, once per event. For one thread.
///
/// The value of each 5 minutes is compared with a prediction: by the day, by the week, or by the
/// level alone, whichever was best so far. What remains is compared with what remained before: a
/// value is an anomaly if it is further from its prediction than any before it, by a margin, and
/// many times further than usual; or if the mean of about an hour is; or if it is outside of
/// everything that was seen. So noise, whatever its distribution, sets its own limits, and what
/// happened once is no surprise the second time.
///
/// For two days nothing is reported. An event lasts 100 steps, 8 hours; if the level stayed where
/// it went, this is the new level then.
public final class AnomalyDetector {
  /// Steps and time before anything is reported.
  private static final int WARM_STEPS = 150;

  private static final Duration WARM_UP = Duration.ofDays(2);

  /// Behind such a gap nothing that was learned holds.
  private static final Duration STALE = Duration.ofDays(28);

  /// Behind such a gap a mean of the last hour says nothing.
  private static final Duration INTERRUPTED = Duration.ofDays(1);

  /// So many values in a row, each beyond a third of its limit, are no accident of noise.
  private static final int LASTING_STEPS = 12;

  /// Steps of an event, in which nothing else is reported.
  private static final int EVENT_STEPS = 100;

  /// What is taken for the usual size of a departure at least, as a share of the values' mean size.
  private static final double FLOOR = 0.01;

  private static final double LEAST_FLOOR = 1e-9;

  /// How much a mean counts beside a single value.
  private static final double DRIFT_WEIGHT = 1.3;

  /// Of the range that was seen: how far outside a value has to be.
  private static final double EXTREME_WEIGHT = 0.87;

  /// Of the limit of values: how far a new extreme has to be from its prediction, and each value of
  /// a departure that lasts.
  private static final double EXTREME_GATE = 0.3;

  /// Half-lives in steps.
  private static final double DRIFT_HALF_LIFE = 9;

  private static final double SIZE_HALF_LIFE = 350;
  private static final double LEVEL_HALF_LIFE = 225;

  /// Up to here the level is the mean of all values.
  private static final int LEVEL_STEPS = 324;
  private static final double LEVEL_KEEP = Fading.keep(LEVEL_HALF_LIFE);

  /// From this share of its limit on, a departure is unusual.
  private static final double UNUSUAL = 0.5;

  private static final List<Season> SEASONS = List.of(Season.values());

  private final double least;
  private final double margin;
  private final Settling settling = new Settling();
  private final Steps steps = new Steps();
  private Rhythm rhythm = new Rhythm();
  private Range range = new Range();
  private Extent distance = new Extent();
  private Extent drifts = new Extent();
  private Fading drift = new Fading(DRIFT_HALF_LIFE);
  private Fading size = new Fading(SIZE_HALF_LIFE);
  private double level;
  private long seen;
  private long first;

  /// Steps since the latest event began.
  private long sinceEvent = Long.MAX_VALUE / 2;
  private long unusualSince = Long.MIN_VALUE;

  /// Steps in a row whose value is further out than most ever are.
  private long valuesOut;

  /// The season and the level, or the season's offset, when the latest event began.
  private double reference;
  private Season season = Season.NONE;
  private double score;

  /// @param leastChange in the unit of the series: a smaller departure is none
  public AnomalyDetector(double leastChange) {
    this(leastChange, 1);
  }

  /// One that reports less: a departure has to be beyond its limit by a margin, or beyond its limit
  /// after every value of an hour was out. What grows slowly raises its own limit and is never far
  /// beyond it.
  ///
  /// @param leastChange in the unit of the series: a smaller departure is none
  /// @param margin how many times its limit a departure has to be that does not last
  public AnomalyDetector(double leastChange, double margin) {
    if (!(leastChange >= 0)) {
      throw new IllegalArgumentException("a least change is not negative: " + leastChange);
    }
    if (!(margin >= 1)) {
      throw new IllegalArgumentException("a margin is 1 at least: " + margin);
    }
    least = leastChange;
    this.margin = margin;
  }

  /// Carries on where a detector of the same series stopped.
  ///
  /// @param leastChange as before
  /// @param margin as before
  /// @param state what [#state] returned
  public static AnomalyDetector of(double leastChange, double margin, AnomalyState state) {
    AnomalyDetector detector = new AnomalyDetector(leastChange, margin);
    detector.read(state.content());
    return detector;
  }

  /// Takes the next value. One that is not finite is none, and one that is not after the latest
  /// does not count. Returns the event that begins with it.
  public Optional<Anomaly> observe(Instant at, double value) {
    if (!Double.isFinite(value) || !steps.follows(at)) {
      return Optional.empty();
    }
    Optional<Anomaly> before = steps.before(at).flatMap(this::judge);
    Optional<Duration> gap = steps.since(at);
    if (gap.filter(g -> g.compareTo(STALE) > 0).isPresent()) {
      forget();
    } else if (gap.filter(g -> g.compareTo(INTERRUPTED) > 0).isPresent()) {
      drift.clear();
    }
    Optional<Anomaly> now = steps.add(at, value).flatMap(this::judge);
    return now.isPresent() ? now : before;
  }

  /// How far the latest 5 minutes were from what was expected, from 0 to 1; above 0.5 an event
  /// begins. Within an event it is 0.
  public double score() {
    return score;
  }

  /// Whether the warm-up is over.
  public boolean ready(Instant at) {
    return seen >= WARM_STEPS && at.toEpochMilli() - first >= WARM_UP.toMillis();
  }

  /// How much of the warm-up is over, as a time that ends with [#warmUp]: a series with gaps takes
  /// longer.
  public Duration learned(Instant at) {
    if (seen == 0) {
      return Duration.ZERO;
    }
    Duration byTime = Duration.ofMillis(Math.max(0, at.toEpochMilli() - first));
    Duration bySteps = WARM_UP.multipliedBy(Math.min(seen, WARM_STEPS)).dividedBy(WARM_STEPS);
    return byTime.compareTo(bySteps) < 0 ? byTime : bySteps;
  }

  /// For so long nothing is reported of a series.
  public static Duration warmUp() {
    return WARM_UP;
  }

  /// Whether the latest 5 minutes came near a limit, or beyond it; also within an event.
  public boolean isUnusual() {
    return unusualSince != Long.MIN_VALUE;
  }

  /// Whether an event has begun and is not over.
  public boolean inEvent() {
    return sinceEvent < EVENT_STEPS;
  }

  /// What has to be kept for [#of].
  public AnomalyState state() {
    ByteBuffer content = ByteBuffer.allocate(AnomalyState.CONTENT_BYTES);
    write(content);
    return AnomalyState.of(content.flip());
  }

  private Optional<Anomaly> judge(Steps.Step step) {
    double value = step.value();
    if (seen == 0) {
      first = step.at().toEpochMilli();
      level = value;
    }
    Rhythm.Prediction predicted = rhythm.at(step.at(), level);
    double left = beyond(value - predicted.value(), predicted.spread());
    size.add(Math.abs(value));
    drift.add(left);
    Optional<Anomaly> event = ready(step.at()) ? compare(step, predicted, left) : Optional.empty();
    score = ready(step.at()) ? score : 0;
    learn(step, predicted, left);
    return event;
  }

  /// What of a distance is beyond the spread.
  private static double beyond(double distance, double spread) {
    return Math.copySign(Math.max(0, Math.abs(distance) - spread), distance);
  }

  private double floor() {
    return Math.max(FLOOR * size.mean() + LEAST_FLOOR, least);
  }

  private Optional<Anomaly> compare(Steps.Step step, Rhythm.Prediction predicted, double left) {
    double byValue = Math.abs(left) / distance.limit(floor());
    double byDrift = DRIFT_WEIGHT * Math.abs(drift.mean()) / drifts.limit(floor());
    double byRange = byValue < EXTREME_GATE || distance.isFlat(floor()) ? 0 : extreme(step.value());
    double ratio = Math.max(byRange, Math.max(byValue, byDrift));
    noteUnusual(step, ratio);
    valuesOut = byValue < EXTREME_GATE ? 0 : valuesOut + 1;
    boolean within = inEvent();
    score = within ? 0 : ratio / (1 + ratio);
    if (within || ratio <= (valuesOut >= LASTING_STEPS ? 1 : margin)) {
      return Optional.empty();
    }
    sinceEvent = 0;
    settling.begin(step.value() - predicted.value());
    reference = reference(predicted.season());
    season = predicted.season();
    distance.mark();
    drifts.mark();
    if (ratio > byValue && ratio > byDrift) {
      return Optional.of(event(step, Departure.EXTREME, step.value(), seenRange(predicted)));
    }
    boolean drifted = byDrift > byValue;
    double mean = drift.mean();
    double limit = drifted ? drifts.limit(floor()) / DRIFT_WEIGHT : distance.limit(floor());
    Expectation expected = around(predicted, limit + predicted.spread());
    return Optional.of(
        drifted
            ? event(
                step,
                Departure.DRIFT,
                predicted.value() + mean + Math.copySign(predicted.spread(), mean),
                expected)
            : event(step, Departure.VALUE, step.value(), expected));
  }

  private void noteUnusual(Steps.Step step, double ratio) {
    if (ratio < UNUSUAL) {
      unusualSince = Long.MIN_VALUE;
    } else if (unusualSince == Long.MIN_VALUE) {
      unusualSince = step.at().toEpochMilli();
    }
  }

  private double extreme(double value) {
    double outside = range.outside(value);
    double span = Math.max(range.high() - range.low(), floor());
    return outside > least ? EXTREME_WEIGHT * (1 + outside / span) : 0;
  }

  private Anomaly event(
      Steps.Step step, Departure departure, double observed, Expectation expected) {
    return new Anomaly(
        Instant.ofEpochMilli(unusualSince), step.at(), departure, observed, expected, score);
  }

  private Expectation around(Rhythm.Prediction predicted, double allowed) {
    double low = predicted.value() - allowed;
    boolean neverNegative = range.low() >= 0;
    return new Expectation(
        neverNegative ? Math.max(0, low) : low, predicted.value() + allowed, predicted.season());
  }

  private Expectation seenRange(Rhythm.Prediction predicted) {
    return new Expectation(range.low(), range.high(), predicted.season());
  }

  private void learn(Steps.Step step, Rhythm.Prediction predicted, double left) {
    distance.add(Math.abs(left));
    drifts.add(Math.abs(drift.mean()));
    range.add(step.value());
    rhythm.learn(step.at(), step.value(), predicted, level, !inEvent());
    level =
        seen < LEVEL_STEPS
            ? level + (step.value() - level) / (seen + 1)
            : LEVEL_KEEP * level + (1 - LEVEL_KEEP) * step.value();
    if (inEvent()) {
      settling.add(step.value(), rhythm.shape(season, step.at()) + reference);
    }
    seen++;
    sinceEvent++;
    if (sinceEvent == EVENT_STEPS) {
      settle();
    }
  }

  /// What moves slowly with the level.
  private double reference(Season by) {
    return by == Season.NONE ? level : rhythm.offset(by);
  }

  /// At the end of an event: if the series has a new level, it is taken for usual at once, and what
  /// was usual around the old one for usual around this one.
  private void settle() {
    Settling.Level now = settling.level();
    if (now.equals(Settling.Level.SAME)) {
      return;
    }
    double settled = reference * now.factor() + now.term();
    if (season == Season.NONE) {
      level = settled;
    } else {
      rhythm.settle(now.factor(), settled);
    }
    range.scale(now.factor());
    drift.clear();
    distance.restore(now.factor());
    drifts.restore(now.factor());
  }

  private void forget() {
    rhythm = new Rhythm();
    range = new Range();
    distance = new Extent();
    drifts = new Extent();
    drift.clear();
    size = new Fading(SIZE_HALF_LIFE);
    seen = 0;
    sinceEvent = Long.MAX_VALUE / 2;
    unusualSince = Long.MIN_VALUE;
    valuesOut = 0;
  }

  private void write(ByteBuffer to) {
    steps.write(to);
    rhythm.write(to);
    range.write(to);
    distance.write(to);
    drifts.write(to);
    drift.write(to);
    size.write(to);
    settling.write(to);
    to.putDouble(level).putLong(seen).putLong(first).putLong(sinceEvent).putLong(unusualSince);
    to.putLong(valuesOut).putDouble(reference).putInt(SEASONS.indexOf(season)).putDouble(score);
  }

  private void read(ByteBuffer from) {
    steps.read(from);
    rhythm.read(from);
    range.read(from);
    distance.read(from);
    drifts.read(from);
    drift.read(from);
    size.read(from);
    settling.read(from);
    level = from.getDouble();
    seen = from.getLong();
    first = from.getLong();
    sinceEvent = from.getLong();
    unusualSince = from.getLong();
    valuesOut = from.getLong();
    reference = from.getDouble();
    season = SEASONS.get(from.getInt());
    score = from.getDouble();
  }
}
