package dev.ballast.observe.catalogue.subscription_stopped;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A subscription that is to run and has no worker.
@NullMarked
public final class SubscriptionStopped extends FigureCheck {
  public SubscriptionStopped() {
    super(
        "subscription-stopped",
        Topic.REPLICATION,
        Threshold.ifSo(Urgency.TICKET).after(Duration.ofMinutes(2)),
        "subscription");
  }

  @Override
  public Set<String> labels() {
    return Set.of("subscription", "database");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble enabled = entity.figure("enabled");
    // A standby has the subscriptions of its primary and runs none of them.
    if (enabled.isEmpty() || enabled.getAsDouble() == 0 || observed.isStandby()) {
      return Examined.WELL;
    }
    double workers = entity.figure("workers").orElse(0);
    return seen(
        SymptomDraft.of(
                entity.labels(),
                workers > 0 ? 0 : 1,
                "subscription %s of database %s is enabled and no worker runs for it"
                    .formatted(entity.label("subscription"), entity.label("database")))
            .remedy(
                "See its workers and errors, as the subscriber counts them",
                "SELECT * FROM pg_stat_subscription; SELECT subname, subenabled FROM pg_subscription;"));
  }
}
