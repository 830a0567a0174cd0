package dev.ballast.change.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ballast.change.forecast.StatementForecast.Dominating;
import dev.ballast.evidence.ChangeOutcome;
import dev.ballast.rules.lint.Workload;
import dev.ballast.sql.tree.QualifiedName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChangeForecastTest {
  private static final QualifiedName ORDERS = QualifiedName.of("orders");
  private static final MachineRates HERE = rates(500e6, 200e6, 4e6, "this machine");
  private static final double CLOSE = 1e-6;

  @Test
  void aScanTakesTenTimesAsLongOnTenTimesTheBytes() {
    // 1.005 s, of which 0.005 s do not grow: 0.005 + 1.0 * 10. The default factor 2, widened by
    // 10^0.15 for the distance: 2.825.
    StatementForecast.Predicted predicted =
        predicted(
            measured("ALTER TABLE orders ALTER COLUMN a SET NOT NULL", 1.005),
            production(10_000, 10_000_000, 0),
            Optional.of(HERE),
            PastErrors.NONE);

    assertThat(predicted.seconds().expected()).isCloseTo(10.005, within(CLOSE));
    assertThat(predicted.seconds().low()).isCloseTo(10.005 / 2.8250751, within(CLOSE));
    assertThat(predicted.seconds().high()).isCloseTo(10.005 * 2.8250751, within(1e-5));
    assertThat(predicted.dominating()).isEqualTo(Dominating.SCAN);
    assertThat(predicted.basis())
        .isEqualTo("no outcome of this kind is known: a factor of 2.8 is assumed");
    assertThat(predicted.assumptions()).isEmpty();
  }

  @Test
  void anIndexBuildGrowsWithTheRowsAndWithTheirLogarithm() {
    // 1,000 to 10,000 rows: ten times the rows, and log 10,000 / log 1,000 = 4/3 of the steps.
    StatementForecast.Predicted predicted =
        predicted(
            new MeasuredStatement(
                "CREATE INDEX i ON orders (a)",
                Optional.of(ORDERS),
                List.of(Duration.ofMillis(305)),
                Duration.ZERO,
                OptionalLong.of(1_000),
                OptionalLong.of(1_000_000),
                0,
                5_000,
                6_000,
                OptionalDouble.empty(),
                Duration.ZERO),
            production(10_000, 99, 0),
            Optional.of(HERE),
            PastErrors.NONE);

    assertThat(predicted.seconds().expected()).isCloseTo(0.005 + 0.3 * 40 / 3, within(CLOSE));
    assertThat(predicted.wal().expected()).isCloseTo(60_000, within(CLOSE));
    assertThat(predicted.dominating()).isEqualTo(Dominating.INDEX_BUILD);
  }

  @Test
  void whatOnlyChangesTheCatalogsDoesNotGrow() {
    StatementForecast.Predicted predicted =
        predicted(
            measured("ALTER TABLE orders ADD COLUMN x integer", 0.004),
            production(1_000_000, 1_000_000_000, 0),
            Optional.of(HERE),
            PastErrors.NONE);

    assertThat(predicted.seconds().expected()).isCloseTo(0.004, within(CLOSE));
    assertThat(predicted.dominating()).isEqualTo(Dominating.CATALOG);
  }

  @Test
  void aSlowerMachineTakesLongerAndTheIntervalSpansProcessorAndDisk() {
    // Half the hashes, an eighth of the reads: between 2 and 8 times, expected sqrt(16) = 4.
    StatementForecast.Predicted predicted =
        predicted(
            measured("SELECT count(*) FROM orders", 1.005),
            production(1_000, 1_000_000, 0),
            Optional.of(rates(62.5e6, 1, 2e6, "shop")),
            PastErrors.NONE);

    assertThat(predicted.seconds().low()).isCloseTo((0.005 + 2) / 2, within(CLOSE));
    assertThat(predicted.seconds().expected()).isCloseTo(0.005 + 4, within(CLOSE));
    assertThat(predicted.seconds().high()).isCloseTo((0.005 + 8) * 2, within(CLOSE));
  }

  @Test
  void whatWasNotMeasuredThereWidensTheIntervalAndIsSaid() {
    MeasuredStatement scan = measured("SELECT count(*) FROM orders", 1.005);
    Workload same = production(1_000, 1_000_000, 0);
    MachineRates processorOnly =
        new MachineRates(
            OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.of(4e6), "shop");

    StatementForecast.Predicted half =
        predicted(scan, same, Optional.of(processorOnly), PastErrors.NONE);
    StatementForecast.Predicted nothing = predicted(scan, same, Optional.empty(), PastErrors.NONE);

    assertThat(half.seconds().high()).isCloseTo(1.005 * 3, within(CLOSE));
    assertThat(half.assumptions())
        .containsExactly(
            "the disk of shop was not measured: it is taken to differ as its processor does");
    assertThat(nothing.seconds().high()).isCloseTo(1.005 * 4, within(CLOSE));
    assertThat(nothing.assumptions())
        .containsExactly("the speed of the destination was not measured: it is taken as here");
  }

  @Test
  void severalRehearsalsTellTheSpread() {
    // Logarithms -ln 2, 0, ln 2: deviation ln 2, so that two of them are a factor of 4; the
    // geometric mean is 1 s.
    StatementForecast.Predicted predicted =
        predicted(
            measured("SELECT count(*) FROM orders", 0.5, 1, 2),
            production(1_000, 1_000_000, 0),
            Optional.of(HERE),
            PastErrors.NONE);

    assertThat(predicted.seconds().expected()).isCloseTo(1, within(CLOSE));
    assertThat(predicted.seconds().low()).isCloseTo(0.25, within(CLOSE));
    assertThat(predicted.seconds().high()).isCloseTo(4, within(CLOSE));
    assertThat(predicted.basis()).isEqualTo("3 rehearsals differed by a factor of 4.0");
  }

  @Test
  void theErrorOfPastPredictionsOfThatKindComesFirst() {
    List<ChangeOutcome> outcomes =
        IntStream.rangeClosed(1, 5).mapToObj(i -> outcome("set not null", 10, 10 + i)).toList();
    MeasuredStatement scan = measured("ALTER TABLE orders ALTER a SET NOT NULL", 0.5, 1, 2);

    StatementForecast.Predicted enough =
        predicted(
            scan, production(1_000, 1_000_000, 0), Optional.of(HERE), PastErrors.of(outcomes));
    StatementForecast.Predicted tooFew =
        predicted(
            scan,
            production(1_000, 1_000_000, 0),
            Optional.of(HERE),
            PastErrors.of(outcomes.subList(0, 4)));

    // The fifth of five is the ninth decile: 15 for 10.
    assertThat(enough.seconds().high()).isCloseTo(1.5, within(CLOSE));
    assertThat(enough.basis())
        .isEqualTo("nine in ten of 5 predictions of `set not null` were within a factor of 1.5");
    assertThat(tooFew.basis()).startsWith("3 rehearsals");
  }

  @Test
  void waitsScaleWithTheTrafficAndDominateWhereTheyAreLonger() {
    MeasuredStatement waited =
        new MeasuredStatement(
            "ALTER TABLE orders ADD COLUMN x integer",
            Optional.of(ORDERS),
            List.of(Duration.ofMillis(1_004)),
            Duration.ofMillis(1_000),
            OptionalLong.of(1_000),
            OptionalLong.of(1_000_000),
            0,
            0,
            0,
            OptionalDouble.of(50),
            Duration.ofMillis(502));

    StatementForecast.Predicted predicted =
        predicted(waited, production(1_000, 1_000_000, 200), Optional.of(HERE), PastErrors.NONE);

    // Four times the traffic: 4 s of waiting beside 4 ms; locked for half of it, at 200/s.
    assertThat(predicted.seconds().expected()).isCloseTo(4.004, within(CLOSE));
    assertThat(predicted.blocked().orElseThrow().expected())
        .isCloseTo(4.004 * 0.5 * 200, within(CLOSE));
    assertThat(predicted.dominating()).isEqualTo(Dominating.LOCKS);
  }

  @Test
  void theLogDominatesWhereItsBytesTakeLongerThanHalfTheStatement() {
    // 120 MB at 200 MB/s are 0.6 s of 1 s.
    MeasuredStatement rewrite =
        new MeasuredStatement(
            "ALTER TABLE orders ALTER COLUMN a TYPE bigint",
            Optional.of(ORDERS),
            List.of(Duration.ofSeconds(1)),
            Duration.ZERO,
            OptionalLong.of(1_000),
            OptionalLong.of(1_000_000),
            1_000_000,
            0,
            120_000_000,
            OptionalDouble.empty(),
            Duration.ofSeconds(1));

    StatementForecast.Predicted predicted =
        predicted(rewrite, production(1_000, 1_000_000, -1), Optional.of(HERE), PastErrors.NONE);

    assertThat(rewrite.kind()).isEqualTo(StatementKind.TABLE_REWRITE);
    assertThat(predicted.dominating()).isEqualTo(Dominating.WAL);
    assertThat(predicted.blocked()).isEmpty();
    assertThat(predicted.assumptions())
        .containsExactly(
            "how many statements will wait for it is not known, as is the traffic there");
  }

  @Test
  void anUnknownSizeIsUndecidedAndNotZero() {
    MeasuredStatement scan = measured("SELECT count(*) FROM orders", 1);
    MeasuredStatement ofEmpty =
        new MeasuredStatement(
            scan.text(),
            scan.table(),
            scan.took(),
            Duration.ZERO,
            OptionalLong.of(0),
            OptionalLong.of(0),
            0,
            0,
            0,
            OptionalDouble.empty(),
            Duration.ZERO);

    assertThat(reason(scan, Workload.UNKNOWN))
        .isEqualTo("how big orders is in production is not known");
    assertThat(reason(ofEmpty, production(1_000, 1_000_000, 0)))
        .isEqualTo("orders is empty on the clone, so that nothing was measured");
  }

  private static String reason(MeasuredStatement measured, Workload production) {
    return ((StatementForecast.Undecided)
            ChangeForecast.of(
                    List.of(measured), production, HERE, Optional.empty(), PastErrors.NONE)
                .getFirst())
        .reason();
  }

  private static StatementForecast.Predicted predicted(
      MeasuredStatement measured,
      Workload production,
      Optional<MachineRates> there,
      PastErrors past) {
    return (StatementForecast.Predicted)
        ChangeForecast.of(List.of(measured), production, HERE, there, past).getFirst();
  }

  /// On a table of 1,000 rows and a million bytes.
  private static MeasuredStatement measured(String text, double... seconds) {
    return new MeasuredStatement(
        text,
        Optional.of(ORDERS),
        IntStream.range(0, seconds.length)
            .mapToObj(i -> Duration.ofNanos(Math.round(seconds[i] * 1e9)))
            .toList(),
        Duration.ZERO,
        OptionalLong.of(1_000),
        OptionalLong.of(1_000_000),
        0,
        0,
        0,
        OptionalDouble.empty(),
        Duration.ZERO);
  }

  private static MachineRates rates(double read, double write, double hashes, String source) {
    return new MachineRates(
        OptionalDouble.of(read), OptionalDouble.of(write), OptionalDouble.of(hashes), source);
  }

  static ChangeOutcome outcome(String kind, long predicted, long actual) {
    return new ChangeOutcome(
        kind,
        "statement",
        "shop",
        Duration.ofSeconds(predicted).dividedBy(2),
        Duration.ofSeconds(predicted),
        Duration.ofSeconds(predicted).multipliedBy(2),
        Duration.ofSeconds(actual),
        PredictionRecord.GIVEN,
        Optional.empty());
  }

  /// @param rate -1 where it is not known
  private static Workload production(long rows, long bytes, long rate) {
    return new Workload() {
      @Override
      public OptionalLong rows(QualifiedName table) {
        return OptionalLong.of(rows);
      }

      @Override
      public OptionalLong bytes(QualifiedName table) {
        return OptionalLong.of(bytes);
      }

      @Override
      public OptionalLong statementsPerSecond(QualifiedName table) {
        return rate < 0 ? OptionalLong.empty() : OptionalLong.of(rate);
      }

      @Override
      public Optional<String> source() {
        return Optional.of("a test");
      }
    };
  }
}
