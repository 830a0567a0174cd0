package dev.ballast.observe.anomaly;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/// What a series usually has at a time of day and at an hour of the week, in UTC, learned from its
/// past, and how well each predicted so far. For one thread.
///
/// The day is 96 quarters of an hour: a backup of half an hour is not smeared over its
/// neighbours. The week is 168 hours, each with what has to be added to the day. To both belongs
/// an offset, the mean error of about half a day: a new level moves it, and the shape stays.
final class Rhythm {
  private static final int QUARTERS = 96;
  private static final int HOURS = 168;

  static final int BYTES =
      QUARTERS * (2 * Float.BYTES + 1)
          + HOURS * (Float.BYTES + 1)
          + 6 * Fading.BYTES
          + 2 * Double.BYTES;

  private static final long QUARTER_SECONDS = 900;
  private static final long DAY_SECONDS = 86_400;

  /// Monday 1970-01-05 is the first day of a week.
  private static final long MONDAY = 4 * DAY_SECONDS;

  /// Shares of an error that are learned at once.
  private static final double DAY_RATE = 0.12;

  private static final double WEEK_RATE = 0.5 / 12;
  private static final double SPREAD_RATE = 0.2;

  private static final double HALF_LIFE = 350;
  private static final double OFFSET_HALF_LIFE = 100;

  /// Predictions that a rhythm must have made before it is used.
  private static final double DAY_PROBATION = 288;

  private static final double WEEK_PROBATION = 3 * 288;

  /// A rhythm is used if its mean error is at most this share of the one without.
  private static final double GAIN = 0.85;

  /// Of a quarter of an hour, its level, the usual distance from it, and how often it was seen.
  private final float[] day = new float[QUARTERS];

  private final float[] spread = new float[QUARTERS];
  private final byte[] daySeen = new byte[QUARTERS];

  /// Of an hour of the week what it adds.
  private final float[] week = new float[HOURS];

  private final byte[] weekSeen = new byte[HOURS];

  private final Fading dayOffset = new Fading(OFFSET_HALF_LIFE);
  private final Fading weekOffset = new Fading(OFFSET_HALF_LIFE);
  private final Fading dayError = new Fading(HALF_LIFE);
  private final Fading weekError = new Fading(HALF_LIFE);

  /// The errors without a rhythm where there were ones with it, for a fair comparison.
  private final Fading besideDay = new Fading(HALF_LIFE);

  private final Fading besideWeek = new Fading(HALF_LIFE);
  private double dayPredictions;
  private double weekPredictions;

  /// What a rhythm predicts.
  ///
  /// @param spread the usual distance from it at this time of day
  record Prediction(double value, double spread, Season season) {}

  /// The best prediction.
  ///
  /// @param level the prediction without a rhythm
  Prediction at(Instant at, double level) {
    int quarter = quarter(at);
    boolean daily =
        daySeen[quarter] != 0
            && dayPredictions > DAY_PROBATION
            && dayError.mean() < GAIN * besideDay.mean();
    boolean weekly =
        weekSeen[hour(at)] != 0
            && weekPredictions > WEEK_PROBATION
            && weekError.mean() < GAIN * besideWeek.mean()
            && (!daily
                || weekError.mean() * besideDay.mean()
                    < GAIN * dayError.mean() * besideWeek.mean());
    if (weekly) {
      return new Prediction(byWeek(at), widest(quarter), Season.WEEKLY);
    }
    return daily
        ? new Prediction(byDay(at), widest(quarter), Season.DAILY)
        : new Prediction(level, 0, Season.NONE);
  }

  /// Learns a value.
  ///
  /// @param used the prediction for it
  /// @param level the prediction without a rhythm
  /// @param shape whether the shape is learned too, not the offset alone
  void learn(Instant at, double value, Prediction used, double level, boolean shape) {
    int quarter = quarter(at);
    int hour = hour(at);
    double beside = Math.abs(value - level);
    boolean known = daySeen[quarter] != 0;
    boolean knownHour = weekSeen[hour] != 0;
    double dayMiss = value - byDay(at);
    double weekMiss = value - byWeek(at);
    if (known) {
      dayError.add(Math.abs(dayMiss));
      besideDay.add(beside);
      dayPredictions++;
      double distance = Math.abs(used.season() == Season.WEEKLY ? weekMiss : dayMiss);
      double rate = distance > spread[quarter] ? SPREAD_RATE : SPREAD_RATE / 2;
      spread[quarter] += shape ? (float) (rate * (distance - spread[quarter])) : 0;
    }
    if (knownHour) {
      weekError.add(Math.abs(weekMiss));
      besideWeek.add(beside);
      weekPredictions++;
      weekOffset.add(value - day[quarter] - week[hour]);
    }
    if (known) {
      dayOffset.add(value - day[quarter]);
    }
    if (!shape) {
      return;
    }
    double add = value - day[quarter];
    day[quarter] += (float) (rate(daySeen, quarter, DAY_RATE) * add);
    week[hour] += (float) (rate(weekSeen, hour, WEEK_RATE) * (value - day[quarter] - week[hour]));
  }

  /// Takes a new level for usual at once.
  ///
  /// @param factor how many times as large the shape is
  /// @param offset what has to be added to it
  void settle(double factor, double offset) {
    for (int i = 0; i < QUARTERS; i++) {
      day[i] *= (float) factor;
      spread[i] *= (float) factor;
    }
    for (int i = 0; i < HOURS; i++) {
      week[i] *= (float) factor;
    }
    dayOffset.set(offset);
    weekOffset.set(offset);
  }

  /// What the shape alone says, without an offset.
  double shape(Season season, Instant at) {
    return switch (season) {
      case NONE -> 0;
      case DAILY -> day[quarter(at)];
      case WEEKLY -> day[quarter(at)] + week[hour(at)];
    };
  }

  /// The offset of a season; of none it is 0.
  double offset(Season season) {
    return switch (season) {
      case NONE -> 0;
      case DAILY -> dayOffset.mean() * dayOffset.weight();
      case WEEKLY -> weekOffset.mean() * weekOffset.weight();
    };
  }

  private double byDay(Instant at) {
    return day[quarter(at)] + offset(Season.DAILY);
  }

  private double byWeek(Instant at) {
    return day[quarter(at)] + week[hour(at)] + offset(Season.WEEKLY);
  }

  /// The spread here or in a neighbour: what recurs may begin a little earlier or later.
  private double widest(int quarter) {
    return Math.max(
        spread[quarter],
        Math.max(spread[(quarter + 1) % QUARTERS], spread[(quarter + QUARTERS - 1) % QUARTERS]));
  }

  /// The share of an error that is learned: of the first few values their mean.
  private static double rate(byte[] seen, int index, double least) {
    if (seen[index] < Byte.MAX_VALUE) {
      seen[index]++;
    }
    return Math.max(least, 1.0 / seen[index]);
  }

  private static int quarter(Instant at) {
    return (int) (Math.floorMod(at.getEpochSecond(), DAY_SECONDS) / QUARTER_SECONDS);
  }

  private static int hour(Instant at) {
    return (int) (Math.floorMod(at.getEpochSecond() - MONDAY, 7 * DAY_SECONDS) / 3_600);
  }

  void write(ByteBuffer to) {
    for (int i = 0; i < QUARTERS; i++) {
      to.putFloat(day[i]).putFloat(spread[i]).put(daySeen[i]);
    }
    for (int i = 0; i < HOURS; i++) {
      to.putFloat(week[i]).put(weekSeen[i]);
    }
    for (Fading each : means()) {
      each.write(to);
    }
    to.putDouble(dayPredictions).putDouble(weekPredictions);
  }

  void read(ByteBuffer from) {
    for (int i = 0; i < QUARTERS; i++) {
      day[i] = from.getFloat();
      spread[i] = from.getFloat();
      daySeen[i] = from.get();
    }
    for (int i = 0; i < HOURS; i++) {
      week[i] = from.getFloat();
      weekSeen[i] = from.get();
    }
    for (Fading each : means()) {
      each.read(from);
    }
    dayPredictions = from.getDouble();
    weekPredictions = from.getDouble();
  }

  private List<Fading> means() {
    return List.of(dayOffset, weekOffset, dayError, weekError, besideDay, besideWeek);
  }
}
