package dev.ballast.observe.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Severity;
import dev.ballast.observe.study.PlanOutline.Planned;
import dev.ballast.observe.study.PlanOutline.Step;
import dev.ballast.observe.text.StatementId;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventSource;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanOutlineTest {
  private static final Instant AT = Instant.parse("2026-11-30T10:00:00Z");

  @Test
  void estimatesDoNotMakeAnotherPlanAndAnIndexDoes() {
    Planned few = scan("Seq Scan", "", 10);
    Planned many = scan("Seq Scan", "", 100_000);
    Planned byIndex = scan("Index Scan", "orders_pkey", 10);

    assertThat(few.shape()).isEqualTo(many.shape()).hasSize(8);
    assertThat(byIndex.shape()).isNotEqualTo(few.shape());
    assertThat(byIndex.summary()).isEqualTo("Index Scan on shop.orders by orders_pkey");
    assertThat(nested(few).shape()).isNotEqualTo(few.shape());
  }

  @Test
  void aPlanIsReadBackFromItsEvent() {
    Planned plan = scan("Seq Scan", "", 10);
    Event event =
        SeenPlan.in(
            Event.of("shop", AT, EventSource.STATEMENT, Severity.INFO, SeenPlan.SUBJECT, "a plan"),
            new StatementId("shop", "42"),
            plan);

    assertThat(SeenPlan.of(event))
        .contains(
            new SeenPlan(
                AT,
                "42",
                plan.shape(),
                "Seq Scan on shop.orders",
                "Seq Scan on shop.orders (rows 10, cost 1)"));
    assertThat(
            SeenPlan.of(
                Event.of("shop", AT, EventSource.LOG, Severity.INFO, SeenPlan.SUBJECT, "a plan")))
        .isEmpty();
  }

  private static Planned scan(String node, String index, double rows) {
    return new Planned(List.of(new Step(0, node, "shop", "orders", index, rows, 1)), List.of());
  }

  private static Planned nested(Planned plan) {
    Step below = plan.steps().getFirst();
    return new Planned(
        List.of(
            new Step(0, "Aggregate", "", "", "", 1, 1),
            new Step(1, below.node(), below.schema(), below.relation(), "", below.rows(), 1)),
        List.of());
  }
}
