package dev.ballast.change.actual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.ChangePrediction;
import dev.ballast.evidence.ChangePrediction.Counted;
import dev.ballast.evidence.Clock;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.TemporaryCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CountedStatementsIT {
  private static final int STATS_SINCE = 17;

  private static final String INDEX = "CREATE INDEX i ON orders (a)";
  private static final String CHECK =
      "ALTER TABLE orders ADD CONSTRAINT c CHECK (a > -5 AND pg_sleep(0.2) IS NOT NULL)";
  private static final String AGAIN = "UPDATE orders SET a = 7 WHERE a = 8";
  private static final String NEVER = "DROP TABLE orders";

  private static ChangePrediction prediction(Optional<CountedStatements> counted) {
    List<ChangePrediction.Statement> statements = new ArrayList<>();
    for (String text : List.of(INDEX, CHECK, AGAIN, NEVER)) {
      Optional<String> print = StatementPrint.of(text);
      statements.add(
          new ChangePrediction.Statement(
              statements.size() + 1,
              "kind",
              text,
              Duration.ofSeconds(1),
              Duration.ofSeconds(2),
              Duration.ofSeconds(3),
              print,
              counted.flatMap(known -> known.of(print.orElseThrow()))));
    }
    return new ChangePrediction("V1", "shop", statements, Optional.empty());
  }

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void whatRanOnceSinceThePredictionIsKnownAndTheLogAgrees(int major) throws IOException {
    try (TemporaryCluster cluster =
        TemporaryCluster.of(major, Clock.system())
            .setting("shared_preload_libraries", "pg_stat_statements")
            .setting("logging_collector", "on")
            .setting("log_destination", "csvlog")
            .setting("log_min_duration_statement", "0")
            .start()) {
      Instant predicted;
      ChangePrediction prediction;
      try (Session session = cluster.session()) {
        session.execute("CREATE EXTENSION pg_stat_statements");
        session.execute("CREATE TABLE orders AS SELECT 1 AS a");
        session.execute(INDEX);
        session.execute("DROP INDEX i");
        predicted = now(session);
        prediction = prediction(Optional.of(CountedStatements.read(cluster.settings())));
        assertThat(prediction.statements().getFirst().before().orElseThrow().calls()).isEqualTo(1);
        assertThat(prediction.statements().get(1).before()).hasValue(Counted.NONE);

        session.execute(INDEX);
        // In production it is written by another hand, and the server keeps it without constants.
        session.execute(CHECK.replace(" ADD", "\n  add").replace("-5", "-6"));
        session.execute(AGAIN);
        session.execute(AGAIN.replace("7", "9"));
      }
      CountedStatements counted = CountedStatements.read(cluster.settings());

      List<Actual> actual = counted.sincePrediction(predicted).of(prediction);
      assertThat(took(actual.getFirst())).isBetween(Duration.ofNanos(1), Duration.ofSeconds(5));
      // One row, and a sleep of 0.2 s for it.
      assertThat(took(actual.get(1))).isBetween(Duration.ofMillis(200), Duration.ofSeconds(5));
      assertThat(reason(actual.get(2))).startsWith("it ran 2 times since, ");
      assertThat(reason(actual.get(3))).isEqualTo("the server has not counted it");
      withoutAnEarlierReading(major, counted, predicted);
      cluster.stop(StopMode.FAST);
      logged(log(cluster), prediction, predicted, actual);
    }
  }

  /// From 17 on the server says when it began to count each statement.
  private static void withoutAnEarlierReading(
      int major, CountedStatements counted, Instant predicted) {
    List<Actual> actual = counted.since(predicted).of(prediction(Optional.empty()));
    assertThat(reason(actual.getFirst())).contains("which of 2 calls it was is not known");
    if (major >= STATS_SINCE) {
      assertThat(took(actual.get(1))).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    } else {
      assertThat(reason(actual.get(1))).contains("is not known");
    }
  }

  private static void logged(
      Path log, ChangePrediction prediction, Instant predicted, List<Actual> counted) {
    List<Actual> actual =
        LoggedStatements.read(log, prediction, predicted, Optional.of("postgres")).of(prediction);
    for (int i = 0; i < 2; i++) {
      // The log counts reading the text and answering as well.
      assertThat(took(actual.get(i)).minus(took(counted.get(i))))
          .isBetween(Duration.ofMillis(-1), Duration.ofMillis(500));
    }
    assertThat(reason(actual.get(2))).isEqualTo("it ran 2 times, by the log");
    assertThat(reason(actual.get(3))).isEqualTo("the log says of no run of it how long it took");
    assertThat(
            reason(
                LoggedStatements.read(log, prediction, Instant.EPOCH, Optional.of("postgres"))
                    .of(prediction)
                    .getFirst()))
        .isEqualTo("it ran 2 times, by the log");
    assertThat(
            reason(
                LoggedStatements.read(log, prediction, predicted, Optional.of("other"))
                    .of(prediction)
                    .getFirst()))
        .startsWith("the log says of no run");
  }

  private static Duration took(Actual actual) {
    assertThat(actual).isInstanceOf(Actual.Took.class);
    return ((Actual.Took) actual).duration();
  }

  private static String reason(Actual actual) {
    assertThat(actual).isInstanceOf(Actual.Unknown.class);
    return ((Actual.Unknown) actual).reason();
  }

  private static Instant now(Session session) {
    return session.one("SELECT pg_catalog.clock_timestamp() AS now", row -> row.instant("now"));
  }

  private static Path log(TemporaryCluster cluster) throws IOException {
    try (Stream<Path> files = Files.list(cluster.dataDirectory().resolve("log"))) {
      return files.filter(file -> file.toString().endsWith(".csv")).findFirst().orElseThrow();
    }
  }
}
