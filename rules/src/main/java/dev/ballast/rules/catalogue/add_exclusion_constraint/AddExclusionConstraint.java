package dev.ballast.rules.catalogue.add_exclusion_constraint;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.ActionText;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.ConstraintAction.AddConstraint;
import dev.ballast.sql.tree.QualifiedName;
import org.jspecify.annotations.NullMarked;

/// ADD EXCLUDE.
@NullMarked
public final class AddExclusionConstraint implements Rule {
  @Override
  public String id() {
    return "add-exclusion-constraint";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(AddConstraint.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var each : ActionText.constraints(scene, Constraint.Kind.EXCLUSION)) {
      String next = each.table().name() + "_next";
      each.locking(
              judgement,
              ("The index of the exclusion constraint is built from every row of %s and each"
                      + " row is tested by it, and no session can read or write the table meanwhile"
                      + " (ACCESS EXCLUSIVE).")
                  .formatted(each.described()))
          .safe(
              "-- there is no way on a table in use; a new one can have it from the start:",
              "CREATE TABLE %s (LIKE %s INCLUDING ALL)"
                  .formatted(new QualifiedName(each.table().schema(), next), each.table()),
              "ALTER TABLE %s %s"
                  .formatted(new QualifiedName(each.table().schema(), next), each.sql()),
              "-- copy the rows in batches, then swap the names in one short transaction")
          .advice(
              "There is no NOT VALID for it: fill a new table that has the constraint, or run"
                  + " it in a quiet minute under a lock_timeout.")
          .report();
    }
  }
}
