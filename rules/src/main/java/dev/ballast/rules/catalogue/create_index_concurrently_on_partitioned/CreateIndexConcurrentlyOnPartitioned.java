package dev.ballast.rules.catalogue.create_index_concurrently_on_partitioned;

import dev.ballast.effect.schema.KnownTable;
import dev.ballast.rules.dependents.PartitionColumns;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.steps.PartitionedIndex;
import dev.ballast.sql.tree.IndexStatement.CreateIndex;
import org.jspecify.annotations.NullMarked;

/// CREATE INDEX CONCURRENTLY on a partitioned table: `DefineIndex` in
/// `src/backend/commands/indexcmds.c` refuses it.
@NullMarked
public final class CreateIndexConcurrentlyOnPartitioned implements Rule {
  @Override
  public String id() {
    return "create-index-concurrently-on-partitioned";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(CreateIndex.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (scene.statement() instanceof CreateIndex create
        && create.concurrently()
        && scene.schema().table(create.table()).filter(KnownTable::partitioned).isPresent()) {
      judgement
          .hazard(
              scene,
              "PostgreSQL refuses this statement: "
                  + create.table()
                  + " is partitioned, and CONCURRENTLY works on one partition at a time only.")
          .refused(scene, "0A000")
          .safe(
              PartitionColumns.missing(scene.schema(), create).isPresent()
                  ? new String[0]
                  : PartitionedIndex.steps(scene, create).toArray(String[]::new))
          .advice(
              "Make the index on the parent alone, build one on each partition with CONCURRENTLY,"
                  + " and attach them.")
          .report();
    }
  }
}
