package dev.ballast.change.forecast;

import dev.ballast.rules.lint.Workload;
import dev.ballast.sql.tree.QualifiedName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// One statement's forecast, while it is computed.
final class Prediction {
  /// What a statement takes that has nothing to do: locks, catalogs, a commit. In seconds.
  static final double FIXED = 0.005;

  /// The width without anything known, both ways.
  static final double DEFAULT_FACTOR = 2;

  /// So many rehearsals tell a spread.
  static final int SEVERAL = 3;

  /// The narrowest width: a prediction is never exact.
  static final double NARROWEST = 1.2;

  /// How an interval widens with the distance between clone and production: by 1.4 for ten times
  /// the size, by 2 for a hundred times.
  static final double PER_DISTANCE = 0.15;

  /// Full page images depend on when checkpoints come.
  static final double WAL_FACTOR = 1.5;

  /// A wait lasts as long as somebody else's transaction.
  static final double WAIT_FACTOR = 3;

  private static final double DEVIATIONS = 2;
  private static final double NANOS = 1e9;

  private final MeasuredStatement measured;
  private final Scale.Known scale;
  private final Speed speed;
  private final PastErrors past;

  Prediction(MeasuredStatement measured, Scale.Known scale, Speed speed, PastErrors past) {
    this.measured = measured;
    this.scale = scale;
    this.speed = speed;
    this.past = past;
  }

  StatementForecast predicted(Workload production, MachineRates here) {
    List<String> assumptions = new ArrayList<>(speed.assumption().stream().toList());
    Width width = width();
    double own = own();
    double growing = Math.max(0, own - FIXED);
    double still = own - growing;
    double work = growing * scale.time();
    Interval seconds =
        new Interval(
                (still + work * speed.low()) / width.factor(),
                still + work * speed.expected(),
                (still + work * speed.high()) * width.factor())
            .plus(waiting(production, assumptions));
    return new StatementForecast.Predicted(
        measured,
        seconds,
        Interval.around(measured.wal() * scale.volume(), WAL_FACTOR),
        blocked(seconds, production, assumptions),
        dominating(own, here),
        width.basis(),
        assumptions);
  }

  /// The width of an interval and where it comes from.
  private record Width(double factor, String basis) {}

  private Width width() {
    OptionalDouble known = past.most(measured.kind());
    if (known.isPresent()) {
      double factor = Math.max(NARROWEST, known.getAsDouble());
      return new Width(
          factor,
          "nine in ten of %d predictions of `%s` were within a factor of %s"
              .formatted(past.count(measured.kind()), measured.kind().title(), shown(factor)));
    }
    double widening = speed.widening() * Math.pow(scale.distance(), PER_DISTANCE);
    if (measured.took().size() >= SEVERAL) {
      double spread = Math.max(NARROWEST, Math.exp(DEVIATIONS * deviation()));
      return new Width(
          spread * widening,
          "%d rehearsals differed by a factor of %s"
              .formatted(measured.took().size(), shown(spread)));
    }
    return new Width(
        DEFAULT_FACTOR * widening,
        "no outcome of this kind is known: a factor of %s is assumed"
            .formatted(shown(DEFAULT_FACTOR * widening)));
  }

  private static String shown(double factor) {
    return String.format(Locale.ROOT, "%.1f", factor);
  }

  /// The geometric mean of the rehearsals, without the waits, in seconds.
  private double own() {
    return Math.max(1 / NANOS, Math.exp(mean()) - seconds(measured.waited()));
  }

  private double mean() {
    return measured.took().stream().mapToDouble(Prediction::logarithm).average().orElseThrow();
  }

  /// The standard deviation of the logarithms.
  private double deviation() {
    double mean = mean();
    double squares =
        measured.took().stream()
            .mapToDouble(Prediction::logarithm)
            .map(each -> (each - mean) * (each - mean))
            .sum();
    return Math.sqrt(squares / (measured.took().size() - 1));
  }

  private static double logarithm(Duration took) {
    return Math.log(Math.max(1 / NANOS, seconds(took)));
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / NANOS;
  }

  private Interval waiting(Workload production, List<String> assumptions) {
    double waited = seconds(measured.waited());
    if (waited == 0) {
      return new Interval(0, 0, 0);
    }
    assumptions.add("how long it waits for locks depends on the longest transaction there");
    OptionalLong rate = rate(production);
    OptionalDouble rehearsed = measured.statementsPerSecond();
    boolean known = rate.isPresent() && rehearsed.orElse(0) > 0;
    return Interval.around(
        waited * (known ? rate.getAsLong() / rehearsed.getAsDouble() : 1), WAIT_FACTOR);
  }

  /// The statements that become due while others are kept out.
  private Optional<Interval> blocked(
      Interval seconds, Workload production, List<String> assumptions) {
    if (measured.blocks().isZero()) {
      return Optional.empty();
    }
    OptionalLong rate = rate(production);
    if (rate.isEmpty()) {
      assumptions.add("how many statements will wait for it is not known, as is the traffic there");
      return Optional.empty();
    }
    double share = seconds(measured.blocks()) / Math.exp(mean());
    return Optional.of(seconds.times(share * rate.getAsLong()));
  }

  private OptionalLong rate(Workload production) {
    Optional<QualifiedName> table = measured.table();
    return table.isEmpty() ? OptionalLong.empty() : production.statementsPerSecond(table.get());
  }

  private StatementForecast.Dominating dominating(double own, MachineRates here) {
    if (seconds(measured.waited()) > own) {
      return StatementForecast.Dominating.LOCKS;
    }
    double log = measured.wal() / here.writeBytesPerSecond().orElse(Double.POSITIVE_INFINITY);
    if (log > own / 2 && own > FIXED) {
      return StatementForecast.Dominating.WAL;
    }
    return switch (measured.work()) {
      case CATALOG -> StatementForecast.Dominating.CATALOG;
      case SCAN -> StatementForecast.Dominating.SCAN;
      case REWRITE -> StatementForecast.Dominating.REWRITE;
      case INDEX_BUILD -> StatementForecast.Dominating.INDEX_BUILD;
      case ROWS -> StatementForecast.Dominating.ROWS;
    };
  }
}
