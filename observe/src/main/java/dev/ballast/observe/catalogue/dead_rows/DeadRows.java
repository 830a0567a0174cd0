package dev.ballast.observe.catalogue.dead_rows;

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

/// A table with many dead rows.
@NullMarked
public final class DeadRows extends FigureCheck {
  private static final double LEAST = 10_000;

  public DeadRows() {
    super(
        "dead-rows",
        Topic.VACUUM,
        Threshold.of(Measure.SHARE, 0.3, Urgency.TICKET)
            .clearingBelow(0.2)
            .after(Duration.ofHours(1)),
        "table");
  }

  @Override
  public Set<String> labels() {
    return Set.of("database", "schema", "table");
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("xmin-horizon-held", "autovacuum-workers-busy");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble dead = entity.figure("rows_dead");
    OptionalDouble live = entity.figure("rows_live");
    if (dead.isEmpty()
        || live.isEmpty()
        || entity.label("table").isEmpty()
        || dead.getAsDouble() < LEAST) {
      return Examined.WELL;
    }
    double share = dead.getAsDouble() / (dead.getAsDouble() + live.getAsDouble());
    return seen(
        SymptomDraft.of(
                entity.labels(),
                share,
                "%s of the rows of table %s in database %s are dead"
                    .formatted(
                        text(share), entity.relation("schema", "table"), entity.label("database")))
            .with("dead", Measure.COUNT.text(dead.getAsDouble()))
            .with("live", Measure.COUNT.text(live.getAsDouble()))
            .remedy(
                "Remove them now",
                "VACUUM (VERBOSE, ANALYZE) %s;".formatted(entity.relation("schema", "table")))
            .remedy(
                "Let autovacuum come to it earlier",
                "ALTER TABLE %s SET (autovacuum_vacuum_scale_factor = 0.02);"
                    .formatted(entity.relation("schema", "table"))));
  }
}
