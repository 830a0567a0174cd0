package dev.ballast.observe.catalogue.pooler_database_paused;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.store.alert.Urgency;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A database of a pooler that is paused or disabled.
@NullMarked
public final class PoolerDatabasePaused extends FigureCheck {
  public PoolerDatabasePaused() {
    super(
        "pooler-database-paused",
        Topic.POOLER,
        Threshold.of(Measure.COUNT, 1, Urgency.TICKET).after(Duration.ofMinutes(5)),
        "pooler_limit");
  }

  @Override
  public Set<String> labels() {
    return Set.of("database");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    double paused = entity.figure("paused").orElse(0);
    double disabled = entity.figure("disabled").orElse(0);
    return seen(
        SymptomDraft.of(
                entity.subject("database"),
                paused + disabled > 0 ? 1 : 0,
                "database %s is %s"
                    .formatted(entity.label("database"), paused > 0 ? "paused" : "disabled"))
            .remedy(
                "Let clients in again, in the pooler's console",
                "%s %s;"
                    .formatted(
                        paused > 0 ? "RESUME" : "ENABLE",
                        QualifiedName.of(entity.label("database")))));
  }
}
