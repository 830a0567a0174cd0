package dev.ballast.rules.catalogue.change_policy;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.locks.LockTimeout;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.GuardStatement.AlterPolicy;
import dev.ballast.sql.tree.GuardStatement.CreatePolicy;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectName;
import dev.ballast.sql.tree.ObjectStatement.Drop;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Statement;
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
  public Subjects subjects() {
    return Subjects.of(CreatePolicy.class, AlterPolicy.class, Drop.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    Optional<QualifiedName> table = table(scene.statement());
    if (table.isEmpty() || scene.isFresh(table.get()) || LockTimeout.isShort(scene)) {
      return;
    }
    judgement
        .hazard(
            scene,
            "Changing a policy takes ACCESS EXCLUSIVE on "
                + table.get()
                + ", which blocks readers too. "
                + Phrases.queue(table.get().toString()))
        .claims(scene.effects())
        .about(table.get())
        .safe(Phrases.LOCK_TIMEOUT, scene.sql())
        .advice(Phrases.SHORT_WAIT)
        .report();
  }

  /// The table whose policy the statement makes, changes or drops.
  private static Optional<QualifiedName> table(Statement statement) {
    if (statement instanceof CreatePolicy create) {
      return Optional.of(create.table());
    }
    if (statement instanceof AlterPolicy alter) {
      return Optional.of(alter.table());
    }
    return statement instanceof Drop drop && drop.kind() == ObjectKind.POLICY
        ? drop.objects().stream().findFirst().flatMap(ObjectName::relation)
        : Optional.empty();
  }
}
