package dev.ballast.change.rules.add_check;

import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.rules.Alteration;
import dev.ballast.postgres.sql.tree.Constraint;
import dev.ballast.postgres.sql.tree.QualifiedName;
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
  public void check(Scene scene, Judgement judgement) {
    for (var each : Alteration.constraints(scene, Constraint.Kind.CHECK)) {
      Constraint check = each.action().constraint();
      String[] column =
          check.expression().map(Alteration::soleColumn).orElse(List.of()).toArray(String[]::new);
      String name = each.constraintName(check, "_check", column);
      String validate = each.alterTable("VALIDATE CONSTRAINT " + QualifiedName.of(name));
      var draft =
          each.locking(
                  judgement,
                  ("Every row of %s is read to test %s, and nobody reads or writes it meanwhile"
                          + " (ACCESS EXCLUSIVE).")
                      .formatted(each.described(), name))
              .safe(
                  each.alterTable(each.withName(name) + " NOT VALID"),
                  "-- in a transaction of its own, it stops neither readers nor writers:",
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
