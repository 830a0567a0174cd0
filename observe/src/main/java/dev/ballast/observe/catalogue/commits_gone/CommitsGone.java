package dev.ballast.observe.catalogue.commits_gone;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A busy database that has nothing to do any more.
@NullMarked
public final class CommitsGone extends FigureCheck {
  /// Transactions a second of a database that is used.
  private static final double BUSY = 20;

  public CommitsGone() {
    super(
        "commits-gone",
        Topic.AVAILABILITY,
        Threshold.of(Measure.SHARE, 0.95, Urgency.TICKET)
            .clearingBelow(0.5)
            .after(Duration.ofMinutes(2)),
        "database");
  }

  @Override
  public Set<String> labels() {
    return Set.of("database");
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of(
        "sessions-blocked", "lock-wait-long", "ddl-lock-queue", "synchronous-standby-missing");
  }

  @Override
  public Set<String> remembers() {
    return Set.of("database");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble usual = observed.history().usualRate(entity, "commits");
    OptionalDouble now = entity.rate("commits");
    if (usual.isEmpty()
        || now.isEmpty()
        || entity.label("database").isEmpty()
        || usual.getAsDouble() < BUSY) {
      return Examined.WELL;
    }
    double lost = Math.max(0, 1 - now.getAsDouble() / usual.getAsDouble());
    return seen(
        SymptomDraft.of(
                entity.subject("database"),
                lost,
                "database %s commits %s, and usually %s"
                    .formatted(
                        entity.label("database"),
                        Measure.PER_SECOND.text(now.getAsDouble()),
                        Measure.PER_SECOND.text(usual.getAsDouble())))
            .remedy(
                "See who is still connected",
                """
                SELECT usename, application_name, client_addr, state, wait_event_type, count(*)
                FROM pg_stat_activity WHERE backend_type = 'client backend'
                GROUP BY 1, 2, 3, 4, 5 ORDER BY 6 DESC;"""));
  }
}
