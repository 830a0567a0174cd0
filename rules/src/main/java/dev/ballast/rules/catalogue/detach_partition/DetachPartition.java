package dev.ballast.rules.catalogue.detach_partition;

import dev.ballast.effect.schema.KnownTable;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.locks.OutsideTransaction;
import dev.ballast.rules.steps.Rewording;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableAction;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// DETACH PARTITION without CONCURRENTLY.
@NullMarked
public final class DetachPartition implements Rule {
  @Override
  public String id() {
    return "detach-partition";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(TableAction.DetachPartition.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof AlterTable alter) || scene.isFresh(alter.name())) {
      return;
    }
    for (var action : alter.actions()) {
      if (action instanceof TableAction.DetachPartition detach
          && !detach.concurrently()
          && !detach.complete()) {
        report(scene, alter.name(), detach.partition(), judgement);
      }
    }
  }

  private static void report(
      Scene scene, QualifiedName parent, QualifiedName partition, Judgement judgement) {
    Optional<QualifiedName> rest = scene.schema().defaultPartition(parent).map(KnownTable::name);
    var draft =
        judgement
            .hazard(
                scene,
                "Detaching "
                    + partition
                    + " takes ACCESS EXCLUSIVE on "
                    + parent
                    + rest.map(name -> ", on it and on the DEFAULT partition " + name)
                        .orElse(" and on it")
                    + ". "
                    + Phrases.queue(parent.toString()))
            .claims(scene.effects())
            .about(parent);
    if (rest.isPresent()) {
      draft
          .safe(Phrases.LOCK_TIMEOUT, scene.sql())
          .advice(
              "CONCURRENTLY is refused because "
                  + parent
                  + " has a DEFAULT partition. "
                  + Phrases.SHORT_WAIT)
          .report();
      return;
    }
    Rewording concurrent = Rewording.atEnd(scene, " CONCURRENTLY");
    draft
        .safe(concurrent.sql())
        .advice(OutsideTransaction.advice(scene, "Detach it with CONCURRENTLY"));
    if (OutsideTransaction.isGiven(scene)) {
      draft.fix(concurrent.edit());
    }
    draft.report();
  }
}
