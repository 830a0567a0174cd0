package dev.ballast.observe.log.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Plans as auto_explain of PostgreSQL 18 writes them.
class LoggedPlanTest {
  private static final String TEXT =
      """
      Query Text: SELECT id
      FROM orders WHERE reference = 'canary7f3a'
      Seq Scan on orders  (cost=0.00..99.00 rows=1 width=8) (actual time=0.010..4.100 rows=1.00 loops=1)
        Filter: (reference = 'canary7f3a'::text)
        Rows Removed by Filter: 4999""";

  private static final String JSON =
      """
      {"Query Text": "SELECT id FROM orders WHERE reference = 'canary7f3a'",
       "Plan": {"Node Type": "Seq Scan", "Relation Name": "orders", "Plan Rows": 1}}""";

  private static LoggedPlan logged(String text) {
    String plan = new PlanText(new StatementText()).withoutLiterals(text).orElseThrow();
    return LoggedPlan.of(Instant.EPOCH, plan).orElseThrow();
  }

  @Test
  void theStatementAndThePlanAreApart() {
    LoggedPlan text = logged(TEXT);
    assertThat(text.statement()).isEqualTo("SELECT id\nFROM orders WHERE reference = $1");
    assertThat(text.plan())
        .startsWith("Seq Scan on orders  (cost=")
        .contains("Rows Removed by Filter: 4999")
        .doesNotContain("canary7f3a");
    LoggedPlan json = logged(JSON);
    assertThat(json.statement()).isEqualTo("SELECT id FROM orders WHERE reference = $1");
    assertThat(json.plan()).contains("Seq Scan").doesNotContain("canary7f3a");
  }

  @Test
  void aPlanWithoutItsStatementIsNone() {
    assertThat(LoggedPlan.of(Instant.EPOCH, "Seq Scan on orders  (cost=0.00..9.00 rows=1 width=8)"))
        .isEmpty();
    assertThat(LoggedPlan.of(Instant.EPOCH, "{\"Query Te")).isEmpty();
  }
}
