package dev.ballast.change.rules.create_partition;

import dev.ballast.change.effect.WorkEffect;
import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.rules.AttachPlan;
import dev.ballast.change.rules.Phrases;
import dev.ballast.postgres.sql.tree.PartitionOf;
import dev.ballast.postgres.sql.tree.QualifiedName;
import dev.ballast.postgres.sql.tree.TableStatement.CreateTable;
import org.jspecify.annotations.NullMarked;

/// CREATE TABLE ... PARTITION OF a table that is in use and has no DEFAULT partition.
@NullMarked
public final class CreatePartition implements Rule {
  @Override
  public String id() {
    return "create-partition";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof CreateTable create) || create.partitionOf().isEmpty()) {
      return;
    }
    PartitionOf of = create.partitionOf().get();
    QualifiedName parent = of.parent();
    if (scene.isFresh(parent) || !scene.effects().work(WorkEffect.Kind.SCAN).isEmpty()) {
      return;
    }
    judgement
        .hazard(
            scene,
            "Making a partition in one step takes ACCESS EXCLUSIVE on "
                + parent
                + ". "
                + Phrases.queue(parent.toString()))
        .claims(scene.effects())
        .about(parent)
        .safe(AttachPlan.ofNew(scene, parent, create.name(), of.bound()).toArray(String[]::new))
        .advice("Make the table by itself and attach it: that stops nobody who uses the parent.")
        .report();
  }
}
