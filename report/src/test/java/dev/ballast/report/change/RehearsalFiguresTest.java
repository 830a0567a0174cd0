package dev.ballast.report.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.change.rehearse.Blocking;
import dev.ballast.change.rehearse.FileChange;
import dev.ballast.change.rehearse.LockHold;
import dev.ballast.change.rehearse.Measured;
import dev.ballast.change.rehearse.RehearsedScript;
import dev.ballast.change.rehearse.RehearsedStatement;
import dev.ballast.change.trace.seen.Outcome;
import dev.ballast.evidence.json.Json;
import dev.ballast.sql.LockMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class RehearsalFiguresTest {
  private static Measured measured(boolean rows) {
    RehearsedStatement statement =
        new RehearsedStatement(
            1,
            1,
            "ALTER TABLE orders ALTER COLUMN total TYPE bigint",
            new Outcome.Done(),
            Duration.ofMillis(77),
            List.of(new LockHold("orders", LockMode.ACCESS_EXCLUSIVE, Duration.ofMillis(77))),
            List.of(new FileChange(FileChange.Kind.REWRITTEN, "orders", 7777)),
            7777,
            new Blocking(77, 77, Duration.ofMillis(77)));
    return new Measured(
        List.of(
            new RehearsedScript(
                "V1.sql",
                RehearsedScript.Direction.UP,
                List.of(statement),
                Duration.ofMillis(77),
                statement.blocking(),
                Optional.empty())),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        OptionalLong.empty(),
        rows);
  }

  @Test
  void ofATwinNoFigureIsReportedAndNoZero() {
    RehearsalFigures figures = RehearsalFigures.of(measured(false));

    assertThat(Json.pretty(RehearsalFigures.of(measured(true)))).contains("77", "7777");
    assertThat(Json.pretty(figures))
        .doesNotContain("77", "PT0S")
        .contains("ACCESS EXCLUSIVE", "rewritten")
        .contains("\"took\" : null", "\"walBytes\" : null", "\"longestBlocking\" : null");
    assertThat(figures.scripts().getFirst().statements().getFirst().facts())
        .containsExactly(
            "duration and WAL not measured: a twin has no rows",
            "ACCESS EXCLUSIVE on orders",
            "rewritten orders");
    assertThat(figures.lines()).containsExactly(List.of("WAL", Measured.NO_ROWS));
    assertThat(figures.took("up")).isEmpty();
  }
}
