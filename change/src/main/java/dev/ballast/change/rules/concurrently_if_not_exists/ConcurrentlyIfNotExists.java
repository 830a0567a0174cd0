package dev.ballast.change.rules.concurrently_if_not_exists;

import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.rules.Rewording;
import dev.ballast.postgres.sql.tree.IndexStatement.CreateIndex;
import dev.ballast.postgres.sql.tree.ObjectKind;
import dev.ballast.postgres.sql.tree.ObjectStatement.Drop;
import dev.ballast.postgres.sql.tree.QualifiedName;
import dev.ballast.postgres.sql.tree.Statement;
import org.jspecify.annotations.NullMarked;

/// CREATE INDEX CONCURRENTLY IF NOT EXISTS.
@NullMarked
public final class ConcurrentlyIfNotExists implements Rule {
  @Override
  public String id() {
    return "concurrently-if-not-exists";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof CreateIndex create)
        || !create.concurrently()
        || !create.ifNotExists()
        || create.name().isEmpty()) {
      return;
    }
    QualifiedName name = new QualifiedName(create.table().schema(), create.name().get());
    if (scene.script().seen().stream().anyMatch(seen -> drops(seen.statement(), name))) {
      return;
    }
    judgement
        .hazard(
            scene,
            "If an earlier run failed, it left "
                + name
                + " behind as INVALID; IF NOT EXISTS then keeps that one, reports success, and no"
                + " query will use it.")
        .safe(
            "DROP INDEX CONCURRENTLY IF EXISTS " + name, Rewording.withoutIfNotExists(scene.sql()))
        .advice("Drop what may be left of it first, and build it without IF NOT EXISTS.")
        .report();
  }

  private static boolean drops(Statement statement, QualifiedName name) {
    return statement instanceof Drop drop
        && drop.kind() == ObjectKind.INDEX
        && drop.objects().stream().anyMatch(object -> object.name().mayBe(name));
  }
}
