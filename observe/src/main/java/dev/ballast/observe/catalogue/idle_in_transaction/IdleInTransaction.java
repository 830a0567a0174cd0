package dev.ballast.observe.catalogue.idle_in_transaction;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.Plotted;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.store.alert.Urgency;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A session that has been idle in a transaction for long.
@NullMarked
public final class IdleInTransaction extends FigureCheck {
  public IdleInTransaction() {
    super(
        "idle-in-transaction",
        Topic.LOCKS,
        Threshold.of(Measure.SECONDS, 300, Urgency.TICKET).pagingFrom(3600).clearingBelow(60),
        "session");
  }

  @Override
  public Set<String> labels() {
    return Set.of("pid", "database", "user", "application");
  }

  @Override
  public Optional<Plotted> plotted() {
    return Optional.of(new Plotted.Figure("idle_in_transaction_seconds"));
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble seconds = entity.figure("idle_in_transaction_seconds");
    if (seconds.isEmpty()) {
      return Examined.WELL;
    }
    return seen(
        SymptomDraft.of(
                entity.subject("pid", "database", "user", "application"),
                seconds.getAsDouble(),
                "session %s of user %s in database %s has been idle in a transaction for %s"
                    .formatted(
                        entity.label("pid"),
                        entity.label("user"),
                        entity.label("database"),
                        text(seconds.getAsDouble())))
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
                "Let the server end such sessions by itself",
                "ALTER DATABASE %s SET idle_in_transaction_session_timeout = '60s';"
                    .formatted(QualifiedName.of(entity.label("database")))));
  }
}
