package dev.ballast.observe.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.observe.alert.AlertLedger;
import dev.ballast.observe.catalogue.Hand.Readings;
import dev.ballast.observe.catalogue.Hand.Row;
import dev.ballast.observe.check.Check;
import dev.ballast.observe.check.Observed;
import dev.ballast.store.alert.Alert;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Which of a slow statement and busy processors is the cause of the other.
class BusyProcessorsTest {
  private static final double PROCESSORS = 4;
  private static final long WINDOW = 900;

  /// 2,700 s in 900 s are three processors of four, and nine tenths of the database's time.
  @Test
  void aStatementThatTakesMostOfTheTimeIsTheCause() {
    List<Alert> raised = raised(row("1", 600, 2700), row("2", 200, 300));

    Alert statement = by(raised, "statement-slow", "1");
    assertThat(statement.cause()).isEmpty();
    assertThat(by(raised, "host-cpu-busy").cause()).contains(statement.id());
    assertThat(by(raised, "statement-slow", "2").cause())
        .as("the other one is slow since the processors are busy")
        .contains(by(raised, "host-cpu-busy").id());
  }

  /// Nine tenths of the database's time, and a tenth of a processor: others keep them busy.
  @Test
  void aStatementOfAnIdleDatabaseIsNot() {
    List<Alert> raised = raised(row("1", 50, 90), row("2", 10, 10));

    Alert busy = by(raised, "host-cpu-busy");
    assertThat(busy.cause()).isEmpty();
    assertThat(by(raised, "statement-slow", "1").cause()).contains(busy.id());
  }

  private static List<Alert> raised(Row... statements) {
    Row[] before =
        Stream.of(statements)
            .map(row -> new Row(row.labels(), Map.of("calls", 0.0, "execution_seconds", 0.0)))
            .toArray(Row[]::new);
    Observed observed =
        new Hand()
            .remember(0, Readings.of("statement", before), Readings.of("host", host(0)))
            .observed(
                WINDOW,
                10,
                Readings.of("statement", statements),
                // A tenth of one processor was idle within the last ten seconds.
                Readings.of("host", host(1)).after(host(0)));
    AlertLedger.Moment now = new AlertLedger.Moment(observed.now(), Clock.system().nanoTime());
    AlertLedger ledger = new AlertLedger("shop", List.of(), List.of(), now);
    List<Check> checks =
        Stream.of("statement-slow", "host-cpu-busy").map(Catalogue::check).toList();
    for (Check check : checks) {
      ledger.take(check, check.threshold().after(Duration.ZERO), check.look(observed), now);
    }
    ledger.explain(checks, now);
    return ledger.open();
  }

  private static Row row(String id, double calls, double seconds) {
    return Hand.row(
        Map.of("calls", calls, "execution_seconds", seconds),
        "database",
        "shop",
        "user",
        "app",
        "queryid",
        id);
  }

  private static Row host(double idle) {
    return Hand.row(Map.of("processors", PROCESSORS, "idle_seconds", idle, "io_wait_seconds", 0.0));
  }

  private static Alert by(List<Alert> raised, String check) {
    return raised.stream().filter(a -> a.check().equals(check)).findFirst().orElseThrow();
  }

  private static Alert by(List<Alert> raised, String check, String id) {
    return raised.stream()
        .filter(
            a -> a.check().equals(check) && a.subject().value("queryid").equals(Optional.of(id)))
        .findFirst()
        .orElseThrow();
  }
}
