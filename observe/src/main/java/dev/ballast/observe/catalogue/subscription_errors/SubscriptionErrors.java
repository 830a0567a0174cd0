package dev.ballast.observe.catalogue.subscription_errors;

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

/// Changes that a subscription could not apply.
@NullMarked
public final class SubscriptionErrors extends FigureCheck {
  private static final Duration WINDOW = Duration.ofMinutes(10);

  public SubscriptionErrors() {
    super(
        "subscription-errors",
        Topic.REPLICATION,
        Threshold.of(Measure.COUNT, 1, Urgency.TICKET).calmFor(Duration.ofMinutes(10)),
        "subscription");
  }

  /// A subscriber that did not run for long finds its connection ended, which it counts.
  @Override
  public Set<String> explainedBy() {
    return Set.of("target-unreachable");
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
    if (entity.figure("apply_errors").isEmpty()) {
      return Examined.unknown(
          "how many changes a subscription could not apply, which PostgreSQL counts from 15 on,");
    }
    Optional<Growth> apply = observed.history().growth(entity, "apply_errors", WINDOW);
    Optional<Growth> copy = observed.history().growth(entity, "sync_errors", WINDOW);
    double errors = apply.map(Growth::amount).orElse(0.0) + copy.map(Growth::amount).orElse(0.0);
    return seen(
        SymptomDraft.of(
                entity.labels(),
                errors,
                "subscription %s of database %s had %s errors"
                    .formatted(
                        entity.label("subscription"), entity.label("database"), text(errors)))
            .remedy(
                "See its workers and errors, as the subscriber counts them",
                "SELECT * FROM pg_stat_subscription; SELECT subname, subenabled FROM pg_subscription;"));
  }
}
