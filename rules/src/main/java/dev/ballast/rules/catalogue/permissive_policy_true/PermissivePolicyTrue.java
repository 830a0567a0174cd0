package dev.ballast.rules.catalogue.permissive_policy_true;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.Expression;
import dev.ballast.sql.tree.GuardStatement;
import dev.ballast.sql.tree.GuardStatement.AlterPolicy;
import dev.ballast.sql.tree.GuardStatement.CreatePolicy;
import dev.ballast.sql.tree.QualifiedName;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// A permissive policy whose condition is the constant true.
@NullMarked
public final class PermissivePolicyTrue implements Rule {
  @Override
  public String id() {
    return "permissive-policy-true";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(CreatePolicy.class, AlterPolicy.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (scene.statement() instanceof CreatePolicy create) {
      boolean open = isTrue(create.using()) || isTrue(create.check());
      boolean everybody = create.roles().contains("public");
      if (create.permissive()
          && open
          && everybody
          && create.command() != GuardStatement.Command.SELECT) {
        report(scene, create.name(), create.table(), judgement);
      }
    } else if (scene.statement() instanceof AlterPolicy alter) {
      if (isTrue(alter.using()) || isTrue(alter.check())) {
        report(scene, alter.name(), alter.table(), judgement);
      }
    }
  }

  private static boolean isTrue(Optional<Expression> condition) {
    return condition
        .filter(
            each ->
                each instanceof Expression.Literal constant
                    && constant.kind() == Expression.Literal.Kind.BOOLEAN
                    && constant.text().equals("true"))
        .isPresent();
  }

  private static void report(Scene scene, String name, QualifiedName table, Judgement judgement) {
    judgement
        .hazard(
            scene,
            ("%s lets every row of %s pass for everybody it applies to, whatever other"
                    + " permissive policies say.")
                .formatted(Phrases.quoted(name), table))
        .about(table)
        .safe(
            "CREATE POLICY %s ON %s TO <role> USING (<condition on the row>)"
                .formatted(Phrases.quoted(name), table))
        .advice("Give it a condition on the row, or the one role that should see every row.")
        .report();
  }
}
