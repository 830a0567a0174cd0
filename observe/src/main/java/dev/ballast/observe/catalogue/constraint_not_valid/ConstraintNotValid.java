package dev.ballast.observe.catalogue.constraint_not_valid;

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

/// A constraint that was never validated.
@NullMarked
public final class ConstraintNotValid extends FlawCheck {
  public ConstraintNotValid() {
    super(
        "constraint-not-valid",
        Topic.SCHEMA,
        Threshold.ifSo(Urgency.NOTE),
        "flaw_constraint_not_valid");
  }

  @Override
  public Set<String> labels() {
    return Set.of("database", "schema", "table", "constraint");
  }

  @Override
  protected Optional<SymptomDraft> draft(Entity entity, Observed observed) {
    return Optional.of(
        SymptomDraft.of(
                entity.labels(),
                always(),
                "constraint %s of %s was never validated"
                    .formatted(QualifiedName.of(entity.label("constraint")), where(entity)))
            .remedy(
                "Validate it beside readers and writers",
                SafeChange.table(
                    table(entity),
                    "VALIDATE CONSTRAINT %s"
                        .formatted(QualifiedName.of(entity.label("constraint"))))));
  }
}
