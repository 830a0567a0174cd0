package dev.ballast.change.rules;

import dev.ballast.change.lint.Catalogue;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.rules.add_check.AddCheck;
import dev.ballast.change.rules.add_column_check.AddColumnCheck;
import dev.ballast.change.rules.add_column_unique.AddColumnUnique;
import dev.ballast.change.rules.add_exclusion_constraint.AddExclusionConstraint;
import dev.ballast.change.rules.add_foreign_key.AddForeignKey;
import dev.ballast.change.rules.add_primary_key.AddPrimaryKey;
import dev.ballast.change.rules.add_primary_key_using_nullable_index.AddPrimaryKeyUsingNullableIndex;
import dev.ballast.change.rules.add_unique_constraint.AddUniqueConstraint;
import dev.ballast.change.rules.attach_partition.AttachPartition;
import dev.ballast.change.rules.backfill_in_schema_transaction.BackfillInSchemaTransaction;
import dev.ballast.change.rules.cluster.Cluster;
import dev.ballast.change.rules.column_used_elsewhere.ColumnUsedElsewhere;
import dev.ballast.change.rules.concurrently_if_not_exists.ConcurrentlyIfNotExists;
import dev.ballast.change.rules.concurrently_in_transaction.ConcurrentlyInTransaction;
import dev.ballast.change.rules.create_index.CreateIndex;
import dev.ballast.change.rules.create_index_concurrently_on_partitioned.CreateIndexConcurrentlyOnPartitioned;
import dev.ballast.change.rules.create_index_on_partitioned.CreateIndexOnPartitioned;
import dev.ballast.change.rules.create_partition.CreatePartition;
import dev.ballast.change.rules.create_partition_with_default.CreatePartitionWithDefault;
import dev.ballast.change.rules.delete_without_where.DeleteWithoutWhere;
import dev.ballast.change.rules.detach_concurrently_with_default.DetachConcurrentlyWithDefault;
import dev.ballast.change.rules.detach_partition.DetachPartition;
import dev.ballast.change.rules.drop_and_create.DropAndCreate;
import dev.ballast.change.rules.drop_cascade.DropCascade;
import dev.ballast.change.rules.drop_column.DropColumn;
import dev.ballast.change.rules.drop_constraint.DropConstraint;
import dev.ballast.change.rules.drop_database.DropDatabase;
import dev.ballast.change.rules.drop_index.DropIndex;
import dev.ballast.change.rules.drop_not_null.DropNotNull;
import dev.ballast.change.rules.drop_owned.DropOwned;
import dev.ballast.change.rules.drop_partition.DropPartition;
import dev.ballast.change.rules.drop_primary_key.DropPrimaryKey;
import dev.ballast.change.rules.drop_schema.DropSchema;
import dev.ballast.change.rules.drop_sequence.DropSequence;
import dev.ballast.change.rules.drop_table.DropTable;
import dev.ballast.change.rules.drop_table_referenced.DropTableReferenced;
import dev.ballast.change.rules.drop_type.DropType;
import dev.ballast.change.rules.inherit.Inherit;
import dev.ballast.change.rules.large_backfill.LargeBackfill;
import dev.ballast.change.rules.lock_held.LockHeld;
import dev.ballast.change.rules.lock_table.LockTable;
import dev.ballast.change.rules.lock_timeout_late.LockTimeoutLate;
import dev.ballast.change.rules.lock_timeout_too_long.LockTimeoutTooLong;
import dev.ballast.change.rules.lock_timeout_zero.LockTimeoutZero;
import dev.ballast.change.rules.missing_lock_timeout.MissingLockTimeout;
import dev.ballast.change.rules.missing_statement_timeout.MissingStatementTimeout;
import dev.ballast.change.rules.refresh_concurrently_without_unique_index.RefreshConcurrentlyWithoutUniqueIndex;
import dev.ballast.change.rules.refresh_materialized_view.RefreshMaterializedView;
import dev.ballast.change.rules.reindex.Reindex;
import dev.ballast.change.rules.set_not_null.SetNotNull;
import dev.ballast.change.rules.truncate.Truncate;
import dev.ballast.change.rules.truncate_cascade.TruncateCascade;
import dev.ballast.change.rules.update_without_where.UpdateWithoutWhere;
import dev.ballast.change.rules.vacuum_full.VacuumFull;
import dev.ballast.change.rules.work_under_lock.WorkUnderLock;
import java.util.List;

/// The list of all rules, in the order of their ids.
public final class AllRules {
  private static final List<Rule> RULES =
      List.of(
          new AddCheck(),
          new AddColumnCheck(),
          new AddColumnUnique(),
          new AddExclusionConstraint(),
          new AddForeignKey(),
          new AddPrimaryKey(),
          new AddPrimaryKeyUsingNullableIndex(),
          new AddUniqueConstraint(),
          new AttachPartition(),
          new BackfillInSchemaTransaction(),
          new Cluster(),
          new ColumnUsedElsewhere(),
          new ConcurrentlyIfNotExists(),
          new ConcurrentlyInTransaction(),
          new CreateIndex(),
          new CreateIndexConcurrentlyOnPartitioned(),
          new CreateIndexOnPartitioned(),
          new CreatePartition(),
          new CreatePartitionWithDefault(),
          new DeleteWithoutWhere(),
          new DetachConcurrentlyWithDefault(),
          new DetachPartition(),
          new DropAndCreate(),
          new DropCascade(),
          new DropColumn(),
          new DropConstraint(),
          new DropDatabase(),
          new DropIndex(),
          new DropNotNull(),
          new DropOwned(),
          new DropPartition(),
          new DropPrimaryKey(),
          new DropSchema(),
          new DropSequence(),
          new DropTable(),
          new DropTableReferenced(),
          new DropType(),
          new Inherit(),
          new LargeBackfill(),
          new LockHeld(),
          new LockTable(),
          new LockTimeoutLate(),
          new LockTimeoutTooLong(),
          new LockTimeoutZero(),
          new MissingLockTimeout(),
          new MissingStatementTimeout(),
          new RefreshConcurrentlyWithoutUniqueIndex(),
          new RefreshMaterializedView(),
          new Reindex(),
          new SetNotNull(),
          new Truncate(),
          new TruncateCascade(),
          new UpdateWithoutWhere(),
          new VacuumFull(),
          new WorkUnderLock());

  private AllRules() {}

  public static Catalogue catalogue() {
    return new Catalogue(RULES);
  }
}
