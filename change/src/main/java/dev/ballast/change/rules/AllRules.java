package dev.ballast.change.rules;

import dev.ballast.change.lint.Catalogue;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.rules.add_foreign_key.AddForeignKey;
import dev.ballast.change.rules.alter_domain_add_constraint.AlterDomainAddConstraint;
import dev.ballast.change.rules.alter_domain_set_not_null.AlterDomainSetNotNull;
import dev.ballast.change.rules.change_owner.ChangeOwner;
import dev.ballast.change.rules.char_type.CharType;
import dev.ballast.change.rules.column_used_elsewhere.ColumnUsedElsewhere;
import dev.ballast.change.rules.domain_with_constraint.DomainWithConstraint;
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
import dev.ballast.change.rules.enum_type.EnumType;
import dev.ballast.change.rules.enum_value_order.EnumValueOrder;
import dev.ballast.change.rules.identifier_too_long.IdentifierTooLong;
import dev.ballast.change.rules.integer_key_overflow.IntegerKeyOverflow;
import dev.ballast.change.rules.like_including_all.LikeIncludingAll;
import dev.ballast.change.rules.lock_timeout_late.LockTimeoutLate;
import dev.ballast.change.rules.lock_timeout_too_long.LockTimeoutTooLong;
import dev.ballast.change.rules.lock_timeout_zero.LockTimeoutZero;
import dev.ballast.change.rules.missing_lock_timeout.MissingLockTimeout;
import dev.ballast.change.rules.missing_statement_timeout.MissingStatementTimeout;
import dev.ballast.change.rules.money_type.MoneyType;
import dev.ballast.change.rules.not_enforced_constraint.NotEnforcedConstraint;
import dev.ballast.change.rules.nullable_foreign_key.NullableForeignKey;
import dev.ballast.change.rules.on_delete_cascade.OnDeleteCascade;
import dev.ballast.change.rules.prefer_bigint.PreferBigint;
import dev.ballast.change.rules.prefer_identity.PreferIdentity;
import dev.ballast.change.rules.prefer_jsonb.PreferJsonb;
import dev.ballast.change.rules.prefer_text.PreferText;
import dev.ballast.change.rules.prefer_timestamptz.PreferTimestamptz;
import dev.ballast.change.rules.rename_column.RenameColumn;
import dev.ballast.change.rules.rename_enum_value.RenameEnumValue;
import dev.ballast.change.rules.rename_object.RenameObject;
import dev.ballast.change.rules.rename_schema.RenameSchema;
import dev.ballast.change.rules.rename_table.RenameTable;
import dev.ballast.change.rules.require_primary_key.RequirePrimaryKey;
import dev.ballast.change.rules.select_star_view.SelectStarView;
import dev.ballast.change.rules.set_schema.SetSchema;
import dev.ballast.change.rules.unlogged_table.UnloggedTable;
import java.util.List;

/// The list of all rules, in the order of their ids.
public final class AllRules {
  private static final List<Rule> RULES =
      List.of(
          new AddForeignKey(),
          new AlterDomainAddConstraint(),
          new AlterDomainSetNotNull(),
          new ChangeOwner(),
          new CharType(),
          new ColumnUsedElsewhere(),
          new DomainWithConstraint(),
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
          new EnumType(),
          new EnumValueOrder(),
          new IdentifierTooLong(),
          new IntegerKeyOverflow(),
          new LikeIncludingAll(),
          new LockTimeoutLate(),
          new LockTimeoutTooLong(),
          new LockTimeoutZero(),
          new MissingLockTimeout(),
          new MissingStatementTimeout(),
          new MoneyType(),
          new NotEnforcedConstraint(),
          new NullableForeignKey(),
          new OnDeleteCascade(),
          new PreferBigint(),
          new PreferIdentity(),
          new PreferJsonb(),
          new PreferText(),
          new PreferTimestamptz(),
          new RenameColumn(),
          new RenameEnumValue(),
          new RenameObject(),
          new RenameSchema(),
          new RenameTable(),
          new RequirePrimaryKey(),
          new SelectStarView(),
          new SetSchema(),
          new UnloggedTable());

  private AllRules() {}

  public static Catalogue catalogue() {
    return new Catalogue(RULES);
  }
}
