package dev.ballast.change.rules;

import dev.ballast.change.lint.Catalogue;
import dev.ballast.change.rules.add_foreign_key.AddForeignKey;
import dev.ballast.change.rules.concurrently_if_not_exists.ConcurrentlyIfNotExists;
import dev.ballast.change.rules.concurrently_in_transaction.ConcurrentlyInTransaction;
import dev.ballast.change.rules.create_index.CreateIndex;
import dev.ballast.change.rules.create_index_concurrently_on_partitioned.CreateIndexConcurrentlyOnPartitioned;
import dev.ballast.change.rules.create_index_on_partitioned.CreateIndexOnPartitioned;
import dev.ballast.change.rules.detach_concurrently_with_default.DetachConcurrentlyWithDefault;
import dev.ballast.change.rules.detach_partition.DetachPartition;
import dev.ballast.change.rules.drop_index.DropIndex;
import dev.ballast.change.rules.reindex.Reindex;
import java.util.List;

/// The list of all rules, in the order of their ids.
public final class AllRules {
  private AllRules() {}

  public static Catalogue catalogue() {
    return new Catalogue(
        List.of(
            new AddForeignKey(),
            new ConcurrentlyIfNotExists(),
            new ConcurrentlyInTransaction(),
            new CreateIndex(),
            new CreateIndexConcurrentlyOnPartitioned(),
            new CreateIndexOnPartitioned(),
            new DetachConcurrentlyWithDefault(),
            new DetachPartition(),
            new DropIndex(),
            new Reindex()
            // the list ends here
            ));
  }
}
