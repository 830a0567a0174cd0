package dev.ballast.observe.catalogue.subscription_conflicts;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Growth;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// Changes that met other rows than they expected.
@NullMarked
public final class SubscriptionConflicts extends FigureCheck {
  private static final Duration WINDOW = Duration.ofMinutes(10);

  public SubscriptionConflicts() {
    super(
        "subscription-conflicts",
        Topic.REPLICATION,
        Threshold.of(Measure.COUNT, 1, Urgency.NOTE).calmFor(Duration.ofMinutes(10)),
        "subscription");
  }

  @Override
  public Set<String> labels() {
    return Set.of("subscription", "database");
  }

  @Override
  public Set<String> remembers() {
    return Set.of("subscription");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    if (entity.figure("conflicts").isEmpty()) {
      return Examined.unknown(
          "how many conflicts a subscription met, which PostgreSQL counts from 18 on,");
    }
    Optional<Growth> conflicts = observed.history().growth(entity, "conflicts", WINDOW);
    if (conflicts.isEmpty()) {
      return Examined.WELL;
    }
    return seen(
        SymptomDraft.of(
                entity.labels(),
                conflicts.get().amount(),
                "subscription %s of database %s met %s conflicting rows"
                    .formatted(
                        entity.label("subscription"),
                        entity.label("database"),
                        text(conflicts.get().amount())))
            .remedy(
                "See which kinds of conflicts, as PostgreSQL 18 and later count them",
                "SELECT * FROM pg_stat_subscription_stats;"));
  }
}
