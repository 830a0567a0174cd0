package dev.ballast.rules.catalogue.drop_partition;

import dev.ballast.effect.schema.KnownTable;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.locks.OutsideTransaction;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectName;
import dev.ballast.sql.tree.ObjectStatement.Drop;
import dev.ballast.sql.tree.QualifiedName;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// DROP TABLE of a partition whose parent is in use.
@NullMarked
public final class DropPartition implements Rule {
  @Override
  public String id() {
    return "drop-partition";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(Drop.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof Drop drop) || drop.kind() != ObjectKind.TABLE) {
      return;
    }
    for (ObjectName object : drop.objects()) {
      scene
          .schema()
          .table(object.name())
          .flatMap(KnownTable::partitionOf)
          .filter(parent -> !scene.isFresh(parent))
          .ifPresent(parent -> report(scene, parent, object.name(), judgement));
    }
  }

  private static void report(
      Scene scene, QualifiedName parent, QualifiedName partition, Judgement judgement) {
    Optional<QualifiedName> rest = scene.schema().defaultPartition(parent).map(KnownTable::name);
    var draft =
        judgement
            .hazard(
                scene,
                "Dropping "
                    + partition
                    + " takes ACCESS EXCLUSIVE on its parent "
                    + parent
                    + rest.map(name -> " and on the DEFAULT partition " + name).orElse("")
                    + " as well. "
                    + Phrases.queue(parent.toString()))
            .claims(scene.effects())
            .about(parent);
    if (rest.isPresent()) {
      draft
          .safe(Phrases.LOCK_TIMEOUT, scene.sql())
          .advice(
              "It cannot be detached concurrently because "
                  + parent
                  + " has a DEFAULT partition. "
                  + Phrases.SHORT_WAIT)
          .report();
      return;
    }
    draft
        .safe(
            "ALTER TABLE " + parent + " DETACH PARTITION " + partition + " CONCURRENTLY",
            "DROP TABLE " + partition)
        .advice(
            OutsideTransaction.advice(scene, "Detach it with CONCURRENTLY before it is dropped"))
        .report();
  }
}
