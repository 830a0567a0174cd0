package dev.ballast.rules.catalogue.add_unique_constraint;

import dev.ballast.rules.dependents.PartitionColumns;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.steps.SafeKey;
import dev.ballast.rules.wording.ActionText;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.ConstraintAction.AddConstraint;
import dev.ballast.sql.tree.Demand;
import dev.ballast.sql.tree.QualifiedName;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// ADD UNIQUE without USING INDEX.
@NullMarked
public final class AddUniqueConstraint implements Rule {
  @Override
  public String id() {
    return "add-unique-constraint";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(AddConstraint.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var each : ActionText.constraints(scene, Constraint.Kind.UNIQUE)) {
      Constraint constraint = each.action().constraint();
      if (!(constraint.demand() instanceof Demand.Key key)
          || key.usingIndex().isPresent()
          || PartitionColumns.missing(each, constraint.columns()).isPresent()) {
        continue;
      }
      SafeKey safe = SafeKey.of(constraint, key, constraint.columns());
      QualifiedName name = safe.name(constraint, each);
      List<String> steps = safe.steps(scene.schema(), each.table(), name);
      var draft =
          each.locking(
                  judgement,
                  ("The index of %s is built from every row of %s, and no session can read or write it"
                          + " meanwhile (ACCESS EXCLUSIVE).")
                      .formatted(name, each.described()))
              .safe(steps.toArray(String[]::new))
              .advice("Build the unique index concurrently first, then make it the constraint's.");
      if (constraint.name().isPresent() && !key.withoutOverlaps()) {
        each.replace(steps).ifPresent(draft::fix);
      }
      draft.report();
    }
  }
}
