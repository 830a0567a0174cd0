package dev.ballast.observe.catalogue.subscription_disabled;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.store.alert.Urgency;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A subscription that is switched off.
@NullMarked
public final class SubscriptionDisabled extends FigureCheck {
  public SubscriptionDisabled() {
    super(
        "subscription-disabled",
        Topic.REPLICATION,
        Threshold.ifSo(Urgency.TICKET).after(Duration.ofMinutes(5)),
        "subscription");
  }

  @Override
  public Set<String> labels() {
    return Set.of("subscription", "database");
  }

  @Override
  public boolean isReplicated() {
    return true;
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble enabled = entity.figure("enabled");
    if (enabled.isEmpty()) {
      return Examined.WELL;
    }
    return seen(
        SymptomDraft.of(
                entity.labels(),
                enabled.getAsDouble() > 0 ? 0 : 1,
                "subscription %s of database %s is disabled"
                    .formatted(entity.label("subscription"), entity.label("database")))
            .remedy(
                "Enable it, in its database",
                "ALTER SUBSCRIPTION %s ENABLE;"
                    .formatted(QualifiedName.of(entity.label("subscription")))));
  }
}
