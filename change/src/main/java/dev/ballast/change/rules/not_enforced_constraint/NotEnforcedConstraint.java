package dev.ballast.change.rules.not_enforced_constraint;

import dev.ballast.change.lint.Altered;
import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.lint.Spelling;
import dev.ballast.change.rules.Phrases;
import dev.ballast.postgres.sql.tree.Constraint;
import dev.ballast.postgres.sql.tree.ConstraintAction.AlterConstraint;
import dev.ballast.postgres.sql.tree.TableStatement.CreateTable;
import dev.ballast.postgres.sql.tree.Walk;
import org.jspecify.annotations.NullMarked;

/// NOT ENFORCED on a CHECK or foreign key (PostgreSQL 18).
@NullMarked
public final class NotEnforcedConstraint implements Rule {
  @Override
  public String id() {
    return "not-enforced-constraint";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (Constraint constraint : Walk.of(scene.statement()).every(Constraint.class)) {
      if (constraint.notEnforced()) {
        report(
            scene,
            constraint.name().map(Phrases::quoted).orElse("This constraint"),
            scene.statement() instanceof CreateTable ? "" : " NOT VALID",
            judgement);
      }
    }
    for (var altered : Altered.any(scene, AlterConstraint.class)) {
      if (altered.action().enforced().filter(enforced -> !enforced).isPresent()) {
        report(scene, Phrases.quoted(altered.action().name()), " ENFORCED", judgement);
      }
    }
  }

  private static void report(Scene scene, String name, String instead, Judgement judgement) {
    judgement
        .hazard(scene, name + " is in the catalogue and checks no row, old or new.")
        .safe(Spelling.ended(scene.sql()).replaceAll("(?i)\\s*+NOT\\s++ENFORCED", instead))
        .advice("Use NOT VALID instead of NOT ENFORCED.")
        .report();
  }
}
