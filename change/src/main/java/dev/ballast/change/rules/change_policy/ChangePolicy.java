package dev.ballast.change.rules.change_policy;

import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.rules.Phrases;
import dev.ballast.change.rules.ShortWait;
import dev.ballast.postgres.sql.tree.GuardStatement.AlterPolicy;
import dev.ballast.postgres.sql.tree.GuardStatement.CreatePolicy;
import dev.ballast.postgres.sql.tree.ObjectKind;
import dev.ballast.postgres.sql.tree.ObjectName;
import dev.ballast.postgres.sql.tree.ObjectStatement.Drop;
import dev.ballast.postgres.sql.tree.QualifiedName;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// CREATE, ALTER or DROP POLICY on a table that is in use, without a bound for the wait.
@NullMarked
public final class ChangePolicy implements Rule {
  @Override
  public String id() {
    return "change-policy";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    Optional<QualifiedName> table =
        switch (scene.statement()) {
          case CreatePolicy create -> Optional.of(create.table());
          case AlterPolicy alter -> Optional.of(alter.table());
          case Drop drop when drop.kind() == ObjectKind.POLICY ->
              drop.objects().stream().findFirst().flatMap(ObjectName::relation);
          default -> Optional.empty();
        };
    if (table.isEmpty() || scene.isFresh(table.get()) || ShortWait.isBounded(scene)) {
      return;
    }
    judgement
        .hazard(
            scene,
            "Changing a policy takes ACCESS EXCLUSIVE on "
                + table.get()
                + ", which stops readers too. "
                + Phrases.queue(table.get().toString()))
        .claims(scene.effects())
        .about(table.get())
        .safe(Phrases.LOCK_TIMEOUT, scene.sql())
        .advice(Phrases.SHORT_WAIT)
        .report();
  }
}
