package dev.ballast.observe.slo;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// The counts of one goal: by the minute for three days, by the hour for thirty. A minute that
/// nothing was put for is unknown, which is neither good nor bad. For one thread.
public final class TallyLine {
  /// The time that a budget is for.
  public static final Duration BUDGET = Duration.ofDays(30);

  private static final int MINUTES = 3 * 24 * 60;
  private static final int HOURS = 30 * 24 + 1;
  private static final int MINUTES_AN_HOUR = 60;

  /// NaN where the minute is unknown.
  private final float[] good = new float[MINUTES];

  private final float[] total = new float[MINUTES];
  private final double[] hourGood = new double[HOURS];
  private final double[] hourTotal = new double[HOURS];
  private final int[] hourKnown = new int[HOURS];

  /// The number of the newest minute, since 1970.
  private long newest = Long.MIN_VALUE;

  private long newestBad = Long.MIN_VALUE;

  public TallyLine() {
    Arrays.fill(total, Float.NaN);
  }

  /// Takes in a minute; of one that is there already, both count together.
  ///
  /// @param at within the minute
  public void put(Instant at, Tally tally) {
    long minute = minute(at);
    if (newest == Long.MIN_VALUE) {
      newest = minute;
    }
    while (newest < minute) {
      forward(minute);
    }
    if (minute <= newest - (long) MINUTES_AN_HOUR * (HOURS - 1)) {
      return;
    }
    if (tally.bad() > 0) {
      newestBad = Math.max(newestBad, minute);
    }
    int hour = Math.floorMod(hour(minute), HOURS);
    hourGood[hour] += tally.good();
    hourTotal[hour] += tally.total();
    if (minute <= newest - MINUTES) {
      hourKnown[hour]++;
      return;
    }
    int slot = Math.floorMod(minute, MINUTES);
    if (Float.isNaN(total[slot])) {
      hourKnown[hour]++;
      good[slot] = 0;
      total[slot] = 0;
    }
    good[slot] += (float) tally.good();
    total[slot] += (float) tally.total();
  }

  /// To the next minute, or as far as anything is to be forgotten.
  private void forward(long to) {
    newest = Math.max(newest + 1, to - (long) MINUTES_AN_HOUR * HOURS);
    total[Math.floorMod(newest, MINUTES)] = Float.NaN;
    if (newest % MINUTES_AN_HOUR == 0 || newest == to - (long) MINUTES_AN_HOUR * HOURS) {
      int hour = Math.floorMod(hour(newest), HOURS);
      hourGood[hour] = 0;
      hourTotal[hour] = 0;
      hourKnown[hour] = 0;
    }
  }

  /// When the newest minute that is known ended.
  public Optional<Instant> knownUntil() {
    return newest == Long.MIN_VALUE
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond((newest + 1) * MINUTES_AN_HOUR));
  }

  /// When the last minute began in which something was bad.
  public Optional<Instant> lastBad() {
    return newestBad == Long.MIN_VALUE
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(newestBad * MINUTES_AN_HOUR));
  }

  /// The minutes before a moment.
  ///
  /// @param window whole minutes, three days at most
  public Stretch last(Duration window, Instant end) {
    int minutes = Math.toIntExact(window.toMinutes());
    if (minutes > MINUTES) {
      throw new IllegalArgumentException("minutes are kept for three days");
    }
    long to = minute(end);
    double sumGood = 0;
    double sumTotal = 0;
    int known = 0;
    for (long minute = Math.max(to - minutes, newest - MINUTES + 1);
        minute < to && minute <= newest;
        minute++) {
      int slot = Math.floorMod(minute, MINUTES);
      if (!Float.isNaN(total[slot])) {
        sumGood += good[slot];
        sumTotal += total[slot];
        known++;
      }
    }
    return new Stretch(new Tally(sumGood, Math.max(sumGood, sumTotal)), known, minutes);
  }

  /// The time of a budget before a moment, from a full hour on.
  public Stretch ofBudget(Instant end) {
    int minutes = Math.toIntExact(BUDGET.toMinutes());
    long to = minute(end);
    double sumGood = 0;
    double sumTotal = 0;
    int known = 0;
    if (newest != Long.MIN_VALUE) {
      long first = Math.max(hour(to) - HOURS + 2, hour(newest) - HOURS + 1);
      for (long hour = first; hour <= hour(newest) && hour <= hour(to); hour++) {
        int slot = Math.floorMod(hour, HOURS);
        sumGood += hourGood[slot];
        sumTotal += hourTotal[slot];
        known += hourKnown[slot];
      }
    }
    return new Stretch(
        new Tally(sumGood, Math.max(sumGood, sumTotal)), Math.min(known, minutes), minutes);
  }

  private static long minute(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), MINUTES_AN_HOUR);
  }

  private static long hour(long minute) {
    return Math.floorDiv(minute, MINUTES_AN_HOUR);
  }
}
