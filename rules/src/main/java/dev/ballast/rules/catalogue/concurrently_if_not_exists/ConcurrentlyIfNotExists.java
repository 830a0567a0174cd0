package dev.ballast.rules.catalogue.concurrently_if_not_exists;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.steps.Rewording;
import dev.ballast.sql.tree.IndexStatement.CreateIndex;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectStatement.Drop;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Statement;
import org.jspecify.annotations.NullMarked;

/// CREATE INDEX CONCURRENTLY IF NOT EXISTS.
@NullMarked
public final class ConcurrentlyIfNotExists implements Rule {
  @Override
  public String id() {
    return "concurrently-if-not-exists";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(CreateIndex.class);
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
