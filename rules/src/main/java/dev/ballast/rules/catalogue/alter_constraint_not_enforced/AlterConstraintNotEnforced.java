package dev.ballast.rules.catalogue.alter_constraint_not_enforced;

import dev.ballast.effect.schema.KnownConstraint;
import dev.ballast.rules.lint.Deparser;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.ActionText;
import dev.ballast.sql.tree.ConstraintAction.AlterConstraint;
import dev.ballast.sql.tree.QualifiedName;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// ALTER CONSTRAINT ... [NOT] ENFORCED (PostgreSQL 18).
@NullMarked
public final class AlterConstraintNotEnforced implements Rule {
  @Override
  public String id() {
    return "alter-constraint-not-enforced";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(AlterConstraint.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var each : ActionText.of(scene, AlterConstraint.class)) {
      each.action().enforced().ifPresent(enforced -> report(each, enforced, judgement));
    }
  }

  private static void report(
      ActionText<AlterConstraint> each, boolean enforced, Judgement judgement) {
    Scene scene = each.scene();
    String name = QualifiedName.of(each.action().name()).toString();
    Optional<KnownConstraint> known =
        scene.schema().table(each.table()).flatMap(table -> table.constraint(each.action().name()));
    String other =
        known
            .flatMap(KnownConstraint::references)
            .map(QualifiedName::toString)
            .orElse("the table it points at");
    String key =
        known
            .filter(found -> found.definition().reference().isPresent())
            .map(found -> Deparser.foreignKey(found.definition(), found.columns()))
            .orElse("FOREIGN KEY (...) REFERENCES ...");
    String what =
        enforced
            ? ("Every row of %s is checked against %s by %s while no session can read or write %s"
                    + " (ACCESS EXCLUSIVE) or writes %s (SHARE ROW EXCLUSIVE).")
                .formatted(each.described(), other, name, each.table(), other)
            : ("From now on %s lets any row into %s, and nothing reports which ones point nowhere;"
                    + " ACCESS EXCLUSIVE on %s and on %s until the transaction ends.")
                .formatted(name, each.table(), each.table(), other);
    each.locking(judgement, what)
        .safe(
            "SET lock_timeout = '2s'",
            each.alterTable("DROP CONSTRAINT " + name),
            each.alterTable("ADD CONSTRAINT %s %s NOT VALID".formatted(name, key)),
            "-- in a transaction of its own, it blocks neither readers nor writers:",
            each.alterTable("VALIDATE CONSTRAINT " + name))
        .advice(
            "Keep the key enforced; to take it away for a while, drop it and add it as NOT VALID"
                + " later.")
        .report();
  }
}
