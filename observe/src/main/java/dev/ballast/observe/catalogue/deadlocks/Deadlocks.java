package dev.ballast.observe.catalogue.deadlocks;

import dev.ballast.observe.check.DatabaseGrowthCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.log.event.Deadlock;
import dev.ballast.observe.statement.LockOrder;
import dev.ballast.store.alert.Urgency;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// Deadlocks.
@NullMarked
public final class Deadlocks extends DatabaseGrowthCheck {
  public Deadlocks() {
    super(
        "deadlocks",
        Topic.LOCKS,
        Threshold.of(Measure.COUNT, 1, Urgency.TICKET).calmFor(Duration.ofMinutes(10)),
        "deadlocks");
  }

  @Override
  protected String what(String amount, String database) {
    return "%s deadlocks in database %s".formatted(amount, database);
  }

  @Override
  protected SymptomDraft explained(SymptomDraft draft, String database, Observed observed) {
    Optional<Deadlock> newest =
        observed.events().stream()
            .flatMap(event -> Deadlock.of(event).stream())
            .filter(deadlock -> deadlock.database().map(database::equals).orElse(true))
            .findFirst();
    newest.ifPresentOrElse(deadlock -> explain(deadlock, draft), () -> unread(observed, draft));
    return draft;
  }

  private static void explain(Deadlock deadlock, SymptomDraft draft) {
    draft.with("last_at", deadlock.event().at().toString());
    for (Deadlock.Side side : deadlock.sides()) {
      draft
          .with("process_" + side.process(), side.waits())
          .with(
              Deadlock.STATEMENT + side.process(),
              side.statement().orElse("not known: the log has none that can be parsed"));
    }
    List<String> statements =
        deadlock.sides().stream().flatMap(side -> side.statement().stream()).toList();
    LockOrder order =
        statements.size() == deadlock.sides().size()
            ? LockOrder.of(statements)
            : new LockOrder.Unknown("not all statements are known");
    switch (order) {
      case LockOrder.Derived(String what, String sql) ->
          draft.remedy(what + " (a foreign key or a trigger may lock rows of other tables)", sql);
      case LockOrder.Unknown(String why) -> draft.with("order_of_locks", "none derived: " + why);
    }
  }

  private static void unread(Observed observed, SymptomDraft draft) {
    draft.with(
        "sessions",
        observed.target().log().isPresent()
            ? "not known: the log has not reported the deadlock within an hour, or in another"
                + " language than English"
            : "not known: only the number of deadlocks is, since the configuration does not say where"
                + " the server's log is (targets.%s.log)".formatted(observed.target().name()));
  }

  @Override
  protected SymptomDraft remedied(SymptomDraft draft) {
    return draft.remedy(
        "Let the server report every wait that is longer than deadlock_timeout",
        "ALTER SYSTEM SET log_lock_waits = on; SELECT pg_reload_conf();");
  }
}
