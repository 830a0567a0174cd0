package dev.ballast.rules.catalogue.add_foreign_key;

import dev.ballast.rules.lint.Deparser;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.steps.SafeSteps;
import dev.ballast.rules.wording.ActionText;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.ConstraintAction.AddConstraint;
import dev.ballast.sql.tree.QualifiedName;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// ADD FOREIGN KEY without NOT VALID.
@NullMarked
public final class AddForeignKey implements Rule {
  @Override
  public String id() {
    return "add-foreign-key";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(AddConstraint.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var each : ActionText.constraints(scene, Constraint.Kind.FOREIGN_KEY)) {
      // Partitions may have the key already; then no row is read.
      if (!scene.effects().work().isEmpty()) {
        report(each, each.action().constraint(), judgement);
      }
    }
  }

  private static void report(
      ActionText<AddConstraint> each, Constraint constraint, Judgement judgement) {
    QualifiedName referenced = constraint.reference().orElseThrow().table();
    QualifiedName name = QualifiedName.of(each.constraintName(constraint, "_fkey"));
    List<String> steps =
        SafeSteps.foreignKey(each.scene(), each.table(), name, Deparser.foreignKey(constraint));
    var draft =
        each.locking(
                judgement,
                ("Every row of %s is checked against %s while both refuse INSERT, UPDATE and"
                        + " DELETE (SHARE ROW EXCLUSIVE on both).")
                    .formatted(each.described(), referenced))
            .about(referenced)
            .safe(steps.toArray(String[]::new))
            .advice(
                "Add it as NOT VALID, which reads no row, and validate it in a later transaction.");
    boolean spelled = !constraint.reference().orElseThrow().period();
    if (constraint.name().isPresent() && spelled) {
      each.replace(steps).ifPresent(draft::fix);
    }
    draft.report();
  }
}
