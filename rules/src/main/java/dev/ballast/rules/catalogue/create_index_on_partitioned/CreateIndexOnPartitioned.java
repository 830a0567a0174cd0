package dev.ballast.rules.catalogue.create_index_on_partitioned;

import dev.ballast.effect.schema.KnownTable;
import dev.ballast.rules.dependents.PartitionColumns;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.steps.PartitionedIndex;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.IndexStatement.CreateIndex;
import dev.ballast.sql.tree.QualifiedName;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// CREATE INDEX on a partitioned table, for all of its partitions.
@NullMarked
public final class CreateIndexOnPartitioned implements Rule {
  @Override
  public String id() {
    return "create-index-on-partitioned";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(CreateIndex.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof CreateIndex create)
        || create.concurrently()
        || create.only()
        || PartitionColumns.missing(scene.schema(), create).isPresent()
        || scene.isFresh(create.table())
        || scene.schema().table(create.table()).filter(KnownTable::partitioned).isEmpty()
        || scene.effects().work().isEmpty()) {
      return;
    }
    List<QualifiedName> partitions =
        scene.schema().allHeirs(create.table()).stream().map(KnownTable::name).toList();
    judgement
        .hazard(
            scene,
            "The partitions of "
                + create.table()
                + " ("
                + Phrases.list(partitions)
                + ") are read one after the other, and all of them refuse INSERT, UPDATE and DELETE"
                + " (SHARE) until the last one has its index.")
        .claims(scene.effects())
        .about(partitions.toArray(QualifiedName[]::new))
        .safe(PartitionedIndex.steps(scene, create).toArray(String[]::new))
        .advice(
            "Make the index on the parent alone, build one on each partition with CONCURRENTLY,"
                + " outside a transaction, and attach them.")
        .report();
  }
}
