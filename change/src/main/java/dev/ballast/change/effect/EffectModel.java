package dev.ballast.change.effect;

import dev.ballast.change.schema.KnownSchema;
import dev.ballast.change.schema.KnownTable;
import dev.ballast.change.schema.Moment;
import dev.ballast.postgres.sql.tree.DatabaseStatement;
import dev.ballast.postgres.sql.tree.GuardStatement;
import dev.ballast.postgres.sql.tree.IndexStatement;
import dev.ballast.postgres.sql.tree.MaintenanceStatement;
import dev.ballast.postgres.sql.tree.ObjectKind;
import dev.ballast.postgres.sql.tree.ObjectStatement.AlterExtension;
import dev.ballast.postgres.sql.tree.ObjectStatement.ChangeOwner;
import dev.ballast.postgres.sql.tree.ObjectStatement.Comment;
import dev.ballast.postgres.sql.tree.ObjectStatement.CreateExtension;
import dev.ballast.postgres.sql.tree.ObjectStatement.CreateSchema;
import dev.ballast.postgres.sql.tree.ObjectStatement.Drop;
import dev.ballast.postgres.sql.tree.ObjectStatement.Rename;
import dev.ballast.postgres.sql.tree.ObjectStatement.SecurityLabel;
import dev.ballast.postgres.sql.tree.ObjectStatement.SetSchema;
import dev.ballast.postgres.sql.tree.QualifiedName;
import dev.ballast.postgres.sql.tree.ReplicationStatement.AlterPublication;
import dev.ballast.postgres.sql.tree.ReplicationStatement.CreatePublication;
import dev.ballast.postgres.sql.tree.RoleStatement;
import dev.ballast.postgres.sql.tree.RoleStatement.DropOwned;
import dev.ballast.postgres.sql.tree.RoleStatement.Grant;
import dev.ballast.postgres.sql.tree.RoleStatement.ReassignOwned;
import dev.ballast.postgres.sql.tree.RoutineStatement.AlterFunction;
import dev.ballast.postgres.sql.tree.RoutineStatement.CreateFunction;
import dev.ballast.postgres.sql.tree.SequenceStatement.AlterSequence;
import dev.ballast.postgres.sql.tree.SequenceStatement.CreateSequence;
import dev.ballast.postgres.sql.tree.Statement;
import dev.ballast.postgres.sql.tree.TableStatement.AlterTable;
import dev.ballast.postgres.sql.tree.TableStatement.CreateTable;
import dev.ballast.postgres.sql.tree.TableStatement.CreateTableAs;
import dev.ballast.postgres.sql.tree.TableStatement.LockTable;
import dev.ballast.postgres.sql.tree.TableStatement.Truncate;
import dev.ballast.postgres.sql.tree.TypeStatement;
import dev.ballast.postgres.sql.tree.TypeStatement.AlterDomain;
import dev.ballast.postgres.sql.tree.ViewStatement.CreateView;
import dev.ballast.postgres.sql.tree.ViewStatement.RefreshMaterializedView;

/// Predicts what one statement does to relations. Immutable; made for one statement.
///
/// Each family of statements has its class; this one only knows which family a statement belongs
/// to. A statement of no family has effects that are not known, and says so.
///
/// @param schema what is known before the statement runs
/// @param moment when it runs: relations born in the same script are fresh
/// @param major the server's, 14 to 18
public record EffectModel(KnownSchema schema, Moment moment, int major) {

  public static Effects of(Statement statement, KnownSchema schema, Moment moment, int major) {
    return new EffectModel(schema, moment, major).effects(statement);
  }

  public Effects effects(Statement statement) {
    return switch (statement) {
      case AlterTable alter when alter.kind() == ObjectKind.TYPE -> new TypeEffects(this).of(alter);
      case AlterTable alter when alter.kind() == ObjectKind.INDEX ->
          new IndexEffects(this).alter(alter);
      case AlterTable alter -> new AlterTableEffects(this).of(alter);
      // What is made, named, dropped, and who may use it.
      case CreateTable create when create.partitionOf().isEmpty() ->
          new CreateEffects(this).of(create);
      case CreateTableAs create -> new CreateEffects(this).of(create);
      case CreateView create -> new CreateEffects(this).of(create);
      case CreateSequence create -> new CreateEffects(this).of(create);
      case AlterSequence alter -> new CreateEffects(this).of(alter);
      case CreateFunction create -> new CreateEffects(this).of(create);
      case CreateSchema create -> new CreateEffects(this).of(create);
      case Drop drop -> new DropEffects(this).of(drop);
      case Rename rename -> new RenameEffects(this).of(rename);
      case SetSchema set -> new RenameEffects(this).of(set);
      case ChangeOwner change -> new RenameEffects(this).of(change);
      case AlterDomain alter -> new TypeEffects(this).of(alter);
      case Grant grant -> new SecurityEffects(this).of(grant);
      case CreatePublication create -> new SecurityEffects(this).of(create);
      case AlterPublication alter -> new SecurityEffects(this).of(alter);
      case AlterExtension alter -> new SecurityEffects(this).of(alter);
      case DropOwned ignored -> Effects.notKnown("what the roles own here is not known");
      case ReassignOwned ignored -> Effects.notKnown("what the roles own here is not known");
      case TypeStatement ignored -> Effects.NONE;
      case RoleStatement ignored -> Effects.NONE;
      case DatabaseStatement ignored -> Effects.NONE;
      case AlterFunction ignored -> Effects.NONE;
      case CreateExtension ignored -> Effects.NONE;
      // Indexes, partitions, care, triggers.
      case IndexStatement index -> new IndexEffects(this).of(index);
      case CreateTable create when create.partitionOf().isPresent() ->
          new PartitionEffects(this).create(create);
      case MaintenanceStatement care -> new MaintenanceEffects(this).of(care);
      case Truncate truncate -> new MaintenanceEffects(this).truncate(truncate);
      case LockTable lock -> new MaintenanceEffects(this).lock(lock);
      case RefreshMaterializedView refresh -> new MaintenanceEffects(this).refresh(refresh);
      case Comment comment -> new MaintenanceEffects(this).comment(comment.kind(), comment.name());
      case SecurityLabel label -> new MaintenanceEffects(this).comment(label.kind(), label.name());
      case GuardStatement guard -> new TriggerEffects(this).of(guard);
      default -> Effects.notKnown("what this statement locks is not known");
    };
  }

  /// A table with what is known of its age.
  Affected table(QualifiedName name) {
    return affected(name, Affected.Kind.TABLE);
  }

  Affected index(QualifiedName name) {
    return affected(name, Affected.Kind.INDEX);
  }

  /// A relation that may be a table or a view.
  Affected relation(QualifiedName name) {
    return schema
        .view(name)
        .map(
            view ->
                affected(
                    name,
                    view.materialized() ? Affected.Kind.MATERIALIZED_VIEW : Affected.Kind.VIEW))
        .orElseGet(() -> table(name));
  }

  /// Known to have partitions and no rows of its own.
  boolean isPartitioned(QualifiedName table) {
    return schema.table(table).map(KnownTable::partitioned).orElse(false);
  }

  Affected affected(QualifiedName name, Affected.Kind kind) {
    return new Affected(name, kind, schema.bornIn(name, moment));
  }
}
