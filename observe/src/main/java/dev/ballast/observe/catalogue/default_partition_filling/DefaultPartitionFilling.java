package dev.ballast.observe.catalogue.default_partition_filling;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FlawCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.store.alert.Urgency;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A default partition with rows.
@NullMarked
public final class DefaultPartitionFilling extends FlawCheck {
  public DefaultPartitionFilling() {
    super(
        "default-partition-filling",
        Topic.STORAGE,
        Threshold.of(Measure.COUNT, 1, Urgency.TICKET),
        "flaw_default_partition");
  }

  @Override
  public Set<String> labels() {
    return Set.of("database", "schema", "table", "parent");
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("next-partition-missing");
  }

  @Override
  protected Optional<SymptomDraft> draft(Entity entity, Observed observed) {
    double rows = entity.figure("rows").orElse(0);
    return Optional.of(
        SymptomDraft.of(
                entity.labels(),
                rows,
                "default partition %s of %s in database %s has %.0f rows"
                    .formatted(
                        table(entity),
                        QualifiedName.of(entity.label("parent")),
                        entity.label("database"),
                        rows))
            .remedy("See what they are", "SELECT * FROM %s LIMIT 20;".formatted(table(entity))));
  }
}
