package dev.ballast.rules.catalogue.not_enforced_constraint;

import dev.ballast.rules.lint.ActionOnTable;
import dev.ballast.rules.lint.Deparser;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.script.SqlText;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.ConstraintAction.AlterConstraint;
import dev.ballast.sql.tree.TableStatement.CreateTable;
import org.jspecify.annotations.NullMarked;

/// NOT ENFORCED on a CHECK or foreign key (PostgreSQL 18).
@NullMarked
public final class NotEnforcedConstraint implements Rule {
  private static final String NOT_ENFORCED = "NOT ENFORCED";

  @Override
  public String id() {
    return "not-enforced-constraint";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(Constraint.class, AlterConstraint.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (Constraint constraint : scene.walk().every(Constraint.class)) {
      if (constraint.notEnforced()) {
        SqlText text = SqlText.of(Deparser.ended(scene.sql()));
        report(
            scene,
            constraint.name().map(Phrases::quoted).orElse("This constraint"),
            scene.statement() instanceof CreateTable
                ? text.withoutAny(NOT_ENFORCED)
                : text.replaced(NOT_ENFORCED, "NOT VALID"),
            judgement);
      }
    }
    for (var altered : ActionOnTable.any(scene, AlterConstraint.class)) {
      if (altered.action().enforced().filter(enforced -> !enforced).isPresent()) {
        report(
            scene,
            Phrases.quoted(altered.action().name()),
            SqlText.of(Deparser.ended(scene.sql())).replaced(NOT_ENFORCED, "ENFORCED"),
            judgement);
      }
    }
  }

  private static void report(Scene scene, String name, String safe, Judgement judgement) {
    judgement
        .hazard(scene, name + " is in the catalogue and checks no row, old or new.")
        .safe(safe)
        .advice("Use NOT VALID instead of NOT ENFORCED.")
        .report();
  }
}
