package dev.ballast.observe.catalogue;

import static dev.ballast.observe.catalogue.Hand.row;

import dev.ballast.observe.catalogue.Fixture.Made;
import dev.ballast.observe.catalogue.Hand.Readings;
import dev.ballast.observe.catalogue.Hand.Row;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.statement.IndexAdvice;
import dev.ballast.observe.study.PlanOutline;
import dev.ballast.observe.study.StatementStudy;
import dev.ballast.observe.text.StatementId;
import dev.ballast.observe.text.StatementText;
import dev.ballast.observe.text.StatementText.Form;
import dev.ballast.observe.watch.TargetDetail;
import dev.ballast.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/// Statements that are written in a costly way. `StatementStudiesIT` finds out of a
/// real server what one of them lacks.
final class StatementFixtures {
  private static final String WHY = "it compares what was counted over a quarter of an hour";
  private static final String LONG_LIST =
      "SELECT total FROM orders WHERE id IN (%s)"
          .formatted(String.join(", ", Collections.nCopies(51, "$1")));
  private static final String PLAIN = "SELECT total FROM orders WHERE placed_at > $1";

  private StatementFixtures() {}

  static List<Fixture> list() {
    return List.of(
        habit("statement-every-column", "SELECT * FROM orders WHERE placed_at > $1"),
        habit("statement-offset", PLAIN + " ORDER BY placed_at LIMIT $2 OFFSET $3"),
        habit("statement-long-list", LONG_LIST),
        new Made("statement-index-missing", WHY, unindexed(60, 1), unindexed(40, 1)),
        // 1,000 calls in the last five minutes for 100 lists of ten rows, and 3,000 for 300 before.
        new Made("statement-one-by-one", WHY, oneByOne(1000), oneByOne(1200)),
        new Made("statement-not-parameterised", "it takes many texts", alike(20), alike(19)));
  }

  /// 120 of 1,000 s that all statements took, and 80 s.
  private static Made habit(String name, String sql) {
    return new Made(name, WHY, busy(sql, 120), busy(sql, 80));
  }

  private static Row spent(String id, double calls, double seconds, double rows) {
    return row(
        Map.of(
            "calls",
            calls,
            "execution_seconds",
            seconds,
            "rows",
            rows,
            "reset_timestamp_seconds",
            1.0),
        "database",
        "shop",
        "queryid",
        id);
  }

  static Observed busy(String sql, double seconds) {
    return new Hand()
        .remember(0, Readings.of("statement", spent("17", 0, 0, 0), spent("18", 0, 0, 0)))
        .observed(
            900,
            10,
            detail(Map.of("17", sql, "18", PLAIN), Map.of()),
            Readings.of(
                "statement",
                spent("17", 10_000, seconds, 0),
                spent("18", 10_000, 1000 - seconds, 0)));
  }

  private static Observed unindexed(double seconds, double calls) {
    StatementStudy study =
        new StatementStudy(
            new PlanOutline.None("nobody asked"),
            List.of(QualifiedName.of("shop", "Orders; --")),
            List.of(
                new IndexAdvice(
                    QualifiedName.of("shop", "Orders; --"),
                    List.of("customer_reference"),
                    false,
                    OptionalLong.of(100_000))));
    return new Hand()
        .remember(0, Readings.of("statement", spent("17", 0, 0, 0), spent("18", 0, 0, 0)))
        .observed(
            900,
            10,
            detail(Map.of("17", PLAIN, "18", PLAIN), Map.of("17", study)),
            Readings.of(
                "statement",
                spent("17", 100 * calls, seconds, 0),
                spent("18", 10_000, 1000 - seconds, 0)));
  }

  private static Observed oneByOne(double lately) {
    Map<String, String> texts =
        Map.of(
            "17",
            "SELECT name FROM users WHERE id = $1",
            "18",
            PLAIN,
            "19",
            PLAIN + " AND id > $2");
    return new Hand()
        .remember(0, Readings.of("statement", counted(0, 0, 0)))
        .remember(900, Readings.of("statement", counted(3000, 300, 3000)))
        .observed(
            1200,
            10,
            detail(texts, Map.of()),
            Readings.of("statement", counted(3000 + lately, 400, 4000)));
  }

  /// Rows of a second list stay half of the calls.
  private static Row[] counted(double calls, double lists, double rows) {
    return new Row[] {
      spent("17", calls, calls / 1000, calls),
      spent("18", lists, lists / 100, rows),
      spent("19", lists, lists / 100, rows / 2)
    };
  }

  private static Observed alike(int count) {
    Map<String, String> texts = new HashMap<>();
    List<Row> before = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    IntStream.rangeClosed(1, count)
        .forEach(
            n -> {
              String id = Integer.toString(100 + n);
              texts.put(
                  id,
                  "SELECT total FROM orders WHERE id IN (%s)"
                      .formatted(String.join(", ", Collections.nCopies(n, "$1"))));
              before.add(spent(id, 0, 0, 0));
              rows.add(spent(id, 1, 1, 1));
            });
    texts.put("18", PLAIN);
    before.add(spent("18", 0, 0, 0));
    rows.add(spent("18", 1, 1, 1));
    return new Hand()
        .remember(0, Readings.of("statement", before.toArray(Row[]::new)))
        .observed(
            900, 10, detail(texts, Map.of()), Readings.of("statement", rows.toArray(Row[]::new)));
  }

  private static TargetDetail detail(
      Map<String, String> texts, Map<String, StatementStudy> studies) {
    Map<StatementId, StatementText> known = new HashMap<>();
    texts.forEach(
        (id, sql) ->
            known.put(new StatementId("shop", id), new StatementText(Form.WITHOUT_LITERALS, sql)));
    Map<StatementId, StatementStudy> studied = new HashMap<>();
    studies.forEach((id, study) -> studied.put(new StatementId("shop", id), study));
    return new TargetDetail(List.of(), known, Optional.empty(), studied);
  }
}
