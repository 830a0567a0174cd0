package dev.ballast.observe.catalogue.long_transaction;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A transaction that has been open for long.
@NullMarked
public final class LongTransaction extends FigureCheck {
  public LongTransaction() {
    super(
        "long-transaction",
        Topic.LOCKS,
        Threshold.of(Measure.SECONDS, 3600, Urgency.TICKET),
        "session");
  }

  @Override
  public Set<String> labels() {
    return Set.of("pid", "database", "user", "application");
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("idle-in-transaction", "long-statement", "synchronous-standby-missing");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble open = entity.figure("transaction_seconds");
    if (open.isEmpty() || !entity.label("backend").equals("client backend")) {
      return Examined.WELL;
    }
    double seconds = open.getAsDouble() - waiting(entity);
    return seen(
        SymptomDraft.of(
                entity.subject("pid", "database", "user", "application"),
                seconds,
                "session %s of user %s in database %s has had a transaction open for %s"
                    .formatted(
                        entity.label("pid"),
                        entity.label("user"),
                        entity.label("database"),
                        text(seconds)))
            .with("user", entity.label("user"))
            .with("application", entity.label("application"))
            .with("address", entity.label("address"))
            .with("state", entity.label("state"))
            .with("wait", entity.label("wait"))
            .with("queryid", entity.label("queryid"))
            .remedy(
                "End the session, which rolls its transaction back",
                "SELECT pg_terminate_backend(%s);".formatted(entity.label("pid")))
            .remedy(
                "See what it runs",
                "SELECT query, wait_event_type, wait_event FROM pg_stat_activity WHERE pid = %s;"
                    .formatted(entity.label("pid"))));
  }

  /// Seconds that it has been waiting for another transaction: no fault of this one.
  private static double waiting(Entity entity) {
    return entity.isWaitingForLock() ? entity.figure("statement_seconds").orElse(0) : 0;
  }
}
