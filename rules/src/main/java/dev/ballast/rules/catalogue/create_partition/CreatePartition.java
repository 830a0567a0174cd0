package dev.ballast.rules.catalogue.create_partition;

import dev.ballast.effect.claim.WorkEffect;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.steps.AttachPlan;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.PartitionOf;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableStatement.CreateTable;
import org.jspecify.annotations.NullMarked;

/// CREATE TABLE ... PARTITION OF a table that is in use and has no DEFAULT partition.
@NullMarked
public final class CreatePartition implements Rule {
  @Override
  public String id() {
    return "create-partition";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(CreateTable.class);
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
        .safe(AttachPlan.ofNew(scene, create, of).toArray(String[]::new))
        .advice(
            "Make the table by itself and attach it: that does not block sessions that use the parent.")
        .report();
  }
}
