package dev.ballast.observe.catalogue.idle_in_transaction;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.store.alert.Urgency;
import java.util.OptionalDouble;
import org.jspecify.annotations.NullMarked;

/// A session that has been idle in a transaction for long.
@NullMarked
public final class IdleInTransaction extends FigureCheck {
  private static final double LONG = 300;
  private static final double VERY_LONG = 3600;
  private static final double WELL = 60;

  public IdleInTransaction() {
    super(
        "idle-in-transaction",
        Topic.LOCKS,
        Threshold.of(Measure.SECONDS, LONG, Urgency.TICKET)
            .pagingFrom(VERY_LONG)
            .clearingBelow(WELL),
        "activity");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble longest = entity.figure("longest_seconds");
    String state = entity.label("state");
    if (!isIdle(state) || longest.isEmpty()) {
      return Examined.WELL;
    }
    String database = entity.label("database");
    return new Examined.Seen(
        SymptomDraft.of(
                entity.labels(),
                longest.getAsDouble(),
                "a session in database %s has been %s for %s"
                    .formatted(database, state, threshold().measure().text(longest.getAsDouble())))
            .with("database", database)
            .with("state", state)
            .remedy(
                "See whose it is",
                """
                SELECT pid, usename, application_name, client_addr, xact_start, query
                FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'
                ORDER BY xact_start;""")
            .remedy(
                "End those that have been so for more than 5 minutes",
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE state LIKE 'idle in transaction%'
                AND xact_start < now() - interval '5 minutes';""")
            .remedy(
                "Let the server end such sessions by itself",
                "ALTER DATABASE %s SET idle_in_transaction_session_timeout = '60s';"
                    .formatted(QualifiedName.of(database)))
            .symptom());
  }

  private static boolean isIdle(String state) {
    return state.equals("idle in transaction") || state.equals("idle in transaction (aborted)");
  }
}
