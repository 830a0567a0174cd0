package dev.ballast.observe.study;

import static java.util.Objects.requireNonNull;

import dev.ballast.observe.text.StatementId;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventSource;
import java.time.Instant;
import java.util.Optional;

/// A plan as an event keeps it: how a statement would be run from a moment on.
///
/// @param shape the same for plans of the same steps
/// @param text its steps, without conditions and so without anybody's values
public record SeenPlan(Instant at, String queryId, String shape, String summary, String text) {
  public static final String SUBJECT = "plan";

  private static final String QUERY_ID = "queryid";
  private static final String SHAPE = "shape";
  private static final String READS = "reads";
  private static final String DATABASE = "database";

  public SeenPlan {
    requireNonNull(at, "at is null");
    requireNonNull(queryId, "queryId is null");
    requireNonNull(shape, "shape is null");
    requireNonNull(summary, "summary is null");
    requireNonNull(text, "text is null");
  }

  /// The event with the plan in its detail.
  public static Event in(Event event, StatementId statement, PlanOutline.Planned plan) {
    return event
        .with(DATABASE, statement.database())
        .with(QUERY_ID, statement.queryId())
        .with(SHAPE, plan.shape())
        .with(READS, plan.summary())
        .with(SUBJECT, plan.text());
  }

  /// What an event reports, if it is of a plan.
  public static Optional<SeenPlan> of(Event event) {
    return event.source() == EventSource.STATEMENT && event.subject().equals(SUBJECT)
        ? event
            .detail(QUERY_ID)
            .flatMap(
                id ->
                    event
                        .detail(SHAPE)
                        .map(
                            shape ->
                                new SeenPlan(
                                    event.at(),
                                    id,
                                    shape,
                                    event.detail(READS).orElse(""),
                                    event.detail(SUBJECT).orElse(""))))
        : Optional.empty();
  }
}
