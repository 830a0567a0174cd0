package dev.ballast.observe.catalogue.foreign_key_narrower;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FlawCheck;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SafeChange;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.store.alert.Urgency;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A foreign key column that cannot hold what it references.
@NullMarked
public final class ForeignKeyNarrower extends FlawCheck {
  public ForeignKeyNarrower() {
    super(
        "foreign-key-narrower",
        Topic.SCHEMA,
        Threshold.ifSo(Urgency.TICKET),
        "flaw_narrow_foreign_key");
  }

  @Override
  public Set<String> labels() {
    return Set.of("database", "schema", "table", "constraint", "column");
  }

  @Override
  protected Optional<SymptomDraft> draft(Entity entity, Observed observed) {
    return Optional.of(
        SymptomDraft.of(
                entity.labels(),
                always(),
                "column %s of %s is smaller than what it references"
                    .formatted(QualifiedName.of(entity.label("column")), where(entity)))
            .remedy(
                "Add a wider column, to be filled in batches and then exchanged",
                SafeChange.table(
                    table(entity),
                    "ADD COLUMN %s bigint"
                        .formatted(QualifiedName.of(entity.label("column") + "_wide")))));
  }
}
