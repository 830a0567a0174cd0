package dev.ballast.rules.catalogue.create_partition_with_default;

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
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// CREATE TABLE ... PARTITION OF a table with a DEFAULT partition.
@NullMarked
public final class CreatePartitionWithDefault implements Rule {
  @Override
  public String id() {
    return "create-partition-with-default";
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
    List<QualifiedName> read =
        scene.effects().work(WorkEffect.Kind.SCAN).stream()
            .filter(work -> !work.relation().fresh() && work.likelihood().isCertain())
            .map(work -> work.relation().name())
            .toList();
    if (scene.isFresh(parent) || read.isEmpty()) {
      return;
    }
    judgement
        .hazard(
            scene,
            "All of the DEFAULT partition "
                + Phrases.list(read)
                + " is read, to see that it holds no row of the new one, while no session can use it or "
                + parent
                + " (ACCESS EXCLUSIVE on both).")
        .claims(scene.effects())
        .about(read.toArray(QualifiedName[]::new))
        .safe(AttachPlan.ofNew(scene, create, of).toArray(String[]::new))
        .advice(
            "Rule the new rows out of the DEFAULT partition with a CHECK that is validated in a"
                + " transaction of its own, then make the table by itself and attach it.")
        .report();
  }
}
