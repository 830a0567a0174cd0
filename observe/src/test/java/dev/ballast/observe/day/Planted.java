package dev.ballast.observe.day;

import dev.ballast.store.alert.Alert;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// What may be wrong on the day that is otherwise healthy.
public enum Planted {
  MEAN_SHIFT("10:00", "a statement takes 1.6 times as long", "statement-mean-unusual"),
  PLAN_AT_NIGHT("03:30", "a statement takes 3 times as long, at night", "statement-mean-unusual"),
  MEAN_DRIFT("13:00", "a statement takes up to twice as long within 2 h", "statement-mean-unusual"),
  CALLS_LOOP("14:00", "a statement is called 4 times as often", "statement-calls-unusual"),
  TRAFFIC_GONE("15:00", "2 % of the traffic is left", "commits-unusual", "commits-gone"),
  TRAFFIC_HALF("12:00", "half of the traffic is lost", "commits-unusual"),
  SURGE_AT_NIGHT("04:30", "2.2 times the traffic, at night", "commits-unusual"),
  WAL_DOUBLED("10:30", "2.5 times the WAL", "wal-rate-unusual"),
  CONNECTIONS_LEAK("09:00", "one connection more each minute", "connections-unusual"),
  SECOND_POOL("12:30", "60 connections more", "connections-unusual"),
  LAG_CLIMBS("16:00", "the lag grows by 0.5 s each minute", "lag-unusual", "standby-late"),
  LAG_SHIFT("20:00", "4 s more lag", "lag-unusual");

  /// The statement that is slower, and the one that is called more often.
  static final int SLOWER = 3;

  static final int CALLED = 5;

  private final LocalTime time;
  private final String what;
  private final List<String> checks;

  Planted(String time, String what, String... checks) {
    this.time = LocalTime.parse(time);
    this.what = what;
    this.checks = List.of(checks);
  }

  public String what() {
    return what;
  }

  /// Whether an alert names it: by one of its checks, and of its statement where it is about one.
  public boolean isFoundBy(Alert alert) {
    Optional<String> statement = alert.subject().value("queryid");
    return checks.contains(alert.check())
        && statement
            .map(
                Integer.toString(ShopFigures.FIRST + (this == CALLS_LOOP ? CALLED : SLOWER))
                    ::equals)
            .orElse(true);
  }

  public Instant on(Instant day) {
    return day.atOffset(ZoneOffset.UTC).toLocalDate().atTime(time).toInstant(ZoneOffset.UTC);
  }

  private double minutes(Instant now, Instant day) {
    return Math.max(0, Duration.between(on(day), now).toSeconds() / 60.0);
  }

  private boolean holds(Instant now, Instant day) {
    return !now.isBefore(on(day));
  }

  /// How many times as long a statement takes.
  double slower(int statement, Instant now, Instant day) {
    if (statement != SLOWER || !holds(now, day)) {
      return 1;
    }
    return switch (this) {
      case MEAN_SHIFT -> 1.6;
      case PLAN_AT_NIGHT -> 3;
      case MEAN_DRIFT -> 1 + Math.min(1, minutes(now, day) / 120);
      default -> 1;
    };
  }

  /// How many times as often a statement is called.
  double moreCalls(int statement, Instant now, Instant day) {
    return this == CALLS_LOOP && statement == CALLED && holds(now, day) ? 4 : 1;
  }

  double traffic(Instant now, Instant day) {
    if (!holds(now, day)) {
      return 1;
    }
    return switch (this) {
      case TRAFFIC_GONE -> 0.02;
      case TRAFFIC_HALF -> 0.5;
      case SURGE_AT_NIGHT -> 2.2;
      default -> 1;
    };
  }

  double log(Instant now, Instant day) {
    return this == WAL_DOUBLED && holds(now, day) ? 2.5 : 1;
  }

  double connections(Instant now, Instant day) {
    return switch (this) {
      case CONNECTIONS_LEAK -> Math.floor(minutes(now, day));
      case SECOND_POOL -> holds(now, day) ? 60 : 0;
      default -> 0;
    };
  }

  double lag(Instant now, Instant day) {
    return switch (this) {
      case LAG_CLIMBS -> minutes(now, day) / 2;
      case LAG_SHIFT -> holds(now, day) ? 4 : 0;
      default -> 0;
    };
  }
}
