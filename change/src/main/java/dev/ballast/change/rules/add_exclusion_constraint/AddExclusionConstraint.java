package dev.ballast.change.rules.add_exclusion_constraint;

import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.rules.Alteration;
import dev.ballast.postgres.sql.tree.Constraint;
import dev.ballast.postgres.sql.tree.QualifiedName;
import org.jspecify.annotations.NullMarked;

/// ADD EXCLUDE.
@NullMarked
public final class AddExclusionConstraint implements Rule {
  @Override
  public String id() {
    return "add-exclusion-constraint";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var each : Alteration.constraints(scene, Constraint.Kind.EXCLUSION)) {
      String next = each.table().name() + "_next";
      each.locking(
              judgement,
              ("The index of the exclusion constraint is built from every row of %s and each"
                      + " row is tested by it, and nobody reads or writes the table meanwhile"
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
