package dev.ballast.observe.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ballast.observe.text.StatementText;
import dev.ballast.observe.text.StatementText.Form;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Layout;
import dev.ballast.store.sample.Reading;
import dev.ballast.targets.config.Objectives;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatementTalliesTest {
  private static final Layout LAYOUT =
      new Layout(
          "statement",
          List.of(
              "reset_timestamp_seconds",
              "calls",
              "execution_seconds",
              "squared_execution_seconds"));
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Objectives DEFAULTS = Objectives.DEFAULTS;
  private static final Map<String, String> TEXTS =
      Map.of(
          "1", "SELECT * FROM orders",
          "2", "UPDATE orders SET total = $1",
          "3", "SELECT * FROM pg_stat_activity",
          "4", "SELECT * FROM items");

  private static Figures statement(String id, double reset, double calls, double each) {
    return new Figures(
        Labels.of(new Label("database", "shop"), new Label("queryid", id)),
        reset,
        calls,
        calls * each,
        calls * each * each);
  }

  private static Reading reading(Figures... statements) {
    return new Reading("shop", LAYOUT, NOON, List.of(statements));
  }

  private static Map<Goal, Tally> between(Reading before, Reading latest) {
    return new StatementTallies()
        .between(
            before,
            latest,
            figures ->
                figures
                    .labels()
                    .value("queryid")
                    .flatMap(id -> Optional.ofNullable(TEXTS.get(id)))
                    .map(text -> new StatementText(Form.WITHOUT_LITERALS, text)),
            DEFAULTS);
  }

  /// 100 calls of 10 ms each before and 150 now, of which the later ones took 250 ms.
  @Test
  void callsBetweenTwoReadingsCountByDatabaseAndClass() {
    Figures slower =
        new Figures(
            statement("1", 7, 1, 1).labels(),
            7,
            150,
            100 * 0.01 + 50 * 0.25,
            100 * 0.01 * 0.01 + 50 * 0.25 * 0.25);
    Map<Goal, Tally> tallies =
        between(
            reading(
                statement("1", 7, 100, 0.01),
                statement("2", 7, 10, 0.02),
                statement("3", 7, 10, 9)),
            reading(slower, statement("2", 7, 40, 0.02), statement("3", 7, 20, 9)));
    Goal reads = Goals.ofStatements(DEFAULTS, "shop", false);
    Goal writes = Goals.ofStatements(DEFAULTS, "shop", true);
    assertThat(tallies).containsOnlyKeys(reads, writes);
    assertThat(tallies.get(reads).total()).isEqualTo(50);
    assertThat(tallies.get(reads).good()).isCloseTo(0, within(0.001));
    assertThat(tallies.get(writes).good()).isCloseTo(30, within(0.001));
  }

  @Test
  void whatCannotBeComparedIsLeftOut() {
    assertThat(
            between(
                reading(statement("1", 7, 100, 0.01), statement("2", 7, 10, 0.01)),
                // The first was reset, the second begins again, the third is new, the last has no
                // text.
                reading(
                    statement("1", 8, 200, 0.01),
                    statement("2", 7, 5, 0.01),
                    statement("4", 7, 5, 0.01),
                    statement("5", 7, 5, 0.01))))
        .isEmpty();
  }
}
