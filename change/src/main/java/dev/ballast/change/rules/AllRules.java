package dev.ballast.change.rules;

import dev.ballast.change.lint.Catalogue;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.rules.add_foreign_key.AddForeignKey;
import dev.ballast.change.rules.column_used_elsewhere.ColumnUsedElsewhere;
import dev.ballast.change.rules.drop_and_create.DropAndCreate;
import dev.ballast.change.rules.drop_cascade.DropCascade;
import dev.ballast.change.rules.drop_column.DropColumn;
import dev.ballast.change.rules.drop_constraint.DropConstraint;
import dev.ballast.change.rules.drop_database.DropDatabase;
import dev.ballast.change.rules.drop_not_null.DropNotNull;
import dev.ballast.change.rules.drop_owned.DropOwned;
import dev.ballast.change.rules.drop_primary_key.DropPrimaryKey;
import dev.ballast.change.rules.drop_schema.DropSchema;
import dev.ballast.change.rules.drop_sequence.DropSequence;
import dev.ballast.change.rules.drop_table.DropTable;
import dev.ballast.change.rules.drop_table_referenced.DropTableReferenced;
import dev.ballast.change.rules.drop_type.DropType;
import dev.ballast.change.rules.lock_timeout_late.LockTimeoutLate;
import dev.ballast.change.rules.lock_timeout_too_long.LockTimeoutTooLong;
import dev.ballast.change.rules.lock_timeout_zero.LockTimeoutZero;
import dev.ballast.change.rules.missing_lock_timeout.MissingLockTimeout;
import dev.ballast.change.rules.missing_statement_timeout.MissingStatementTimeout;
import java.util.List;

/// The list of all rules, in the order of their ids.
public final class AllRules {
  private static final List<Rule> RULES =
      List.of(
          new AddForeignKey(),
          new ColumnUsedElsewhere(),
          new DropAndCreate(),
          new DropCascade(),
          new DropColumn(),
          new DropConstraint(),
          new DropDatabase(),
          new DropNotNull(),
          new DropOwned(),
          new DropPrimaryKey(),
          new DropSchema(),
          new DropSequence(),
          new DropTable(),
          new DropTableReferenced(),
          new DropType(),
          new LockTimeoutLate(),
          new LockTimeoutTooLong(),
          new LockTimeoutZero(),
          new MissingLockTimeout(),
          new MissingStatementTimeout());

  private AllRules() {}

  public static Catalogue catalogue() {
    return new Catalogue(RULES);
  }
}
