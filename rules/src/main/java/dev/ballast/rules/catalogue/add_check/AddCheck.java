package dev.ballast.rules.catalogue.add_check;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.ActionText;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.ConstraintAction.AddConstraint;
import dev.ballast.sql.tree.QualifiedName;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// ADD CHECK without NOT VALID.
@NullMarked
public final class AddCheck implements Rule {
  @Override
  public String id() {
    return "add-check";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(AddConstraint.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var each : ActionText.constraints(scene, Constraint.Kind.CHECK)) {
      Constraint check = each.action().constraint();
      String[] column =
          check.expression().map(ActionText::soleColumn).orElse(List.of()).toArray(String[]::new);
      String name = each.constraintName(check, "_check", column);
      String validate = each.alterTable("VALIDATE CONSTRAINT " + QualifiedName.of(name));
      var draft =
          each.locking(
                  judgement,
                  ("Every row of %s is read to test %s, and no session can read or write it meanwhile"
                          + " (ACCESS EXCLUSIVE).")
                      .formatted(each.described(), name))
              .safe(
                  each.alterTable(each.withName(name) + " NOT VALID"),
                  "-- in a transaction of its own, it blocks neither readers nor writers:",
                  validate)
              .advice(
                  "Add it as NOT VALID, which reads no row, and validate it in a later"
                      + " transaction.");
      if (check.name().isPresent()) {
        each.append(" NOT VALID", validate).ifPresent(draft::fix);
      }
      draft.report();
    }
  }
}
