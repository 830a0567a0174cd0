package dev.ballast.rules.catalogue.alter_partitioned_table;

import dev.ballast.effect.claim.LockEffect;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.locks.LockTimeout;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.tree.AlterAction;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableAction.AttachPartition;
import dev.ballast.sql.tree.TableAction.DetachPartition;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// ALTER TABLE of a partitioned table that takes a strong lock on its partitions, without a bound
/// for the wait.
@NullMarked
public final class AlterPartitionedTable implements Rule {
  @Override
  public String id() {
    return "alter-partitioned-table";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(AlterTable.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof AlterTable alter)
        || alter.only()
        || scene.isFresh(alter.name())
        || scene.schema().table(alter.name()).filter(KnownTable::partitioned).isEmpty()
        || alter.actions().stream().anyMatch(AlterPartitionedTable::isOfPartitions)
        || LockTimeout.isShort(scene)) {
      return;
    }
    List<LockEffect> strong = scene.effects().locksFrom(LockMode.SHARE_ROW_EXCLUSIVE);
    List<QualifiedName> partitions =
        scene.schema().allHeirs(alter.name()).stream()
            .map(KnownTable::name)
            .filter(name -> strong.stream().anyMatch(lock -> isOn(lock, name)))
            .toList();
    if (partitions.isEmpty()) {
      return;
    }
    judgement
        .hazard(
            scene,
            "The statement locks "
                + alter.name()
                + " and its partitions "
                + Phrases.list(partitions)
                + " at once ("
                + partitions.size()
                + " as far as known). A query that runs on one of them holds it up, and all later"
                + " ones on any of them queue behind it.")
        .claims(scene.effects())
        .about(alter.name())
        .safe(Phrases.LOCK_TIMEOUT, scene.sql())
        .advice(
            "Change the partitions one by one first where PostgreSQL allows it. "
                + Phrases.SHORT_WAIT)
        .report();
  }

  private static boolean isOn(LockEffect lock, QualifiedName name) {
    return lock.likelihood().isCertain() && lock.relation().name().mayBe(name);
  }

  /// These lock single partitions and have rules of their own.
  private static boolean isOfPartitions(AlterAction action) {
    return action instanceof AttachPartition || action instanceof DetachPartition;
  }
}
