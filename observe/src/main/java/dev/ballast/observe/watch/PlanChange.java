package dev.ballast.observe.watch;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Severity;
import dev.ballast.observe.study.PlanOutline;
import dev.ballast.observe.study.SeenPlan;
import dev.ballast.observe.text.StatementId;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventSource;
import java.time.Instant;
import java.util.Optional;

/// That a statement would be run otherwise than it would have been when it was studied before.
///
/// @param before empty where this is the first plan that is known
record PlanChange(
    StatementId statement, Optional<PlanOutline.Planned> before, PlanOutline.Planned now) {
  PlanChange {
    requireNonNull(statement, "statement is null");
    requireNonNull(before, "before is null");
    requireNonNull(now, "now is null");
  }

  Event event(String target, Instant at) {
    String summary =
        before
            .map(
                old ->
                    "the plan of statement %s in database %s changed: %s instead of %s"
                        .formatted(
                            statement.queryId(),
                            statement.database(),
                            now.summary(),
                            old.summary()))
            .orElseGet(
                () ->
                    "statement %s in database %s is planned as %s"
                        .formatted(statement.queryId(), statement.database(), now.summary()));
    return SeenPlan.in(
        Event.of(target, at, EventSource.STATEMENT, Severity.INFO, SeenPlan.SUBJECT, summary),
        statement,
        now);
  }
}
