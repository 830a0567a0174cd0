package dev.ballast.change.effect;

import dev.ballast.change.schema.KnownSchema;
import dev.ballast.change.schema.KnownTable;
import dev.ballast.change.schema.Moment;
import dev.ballast.postgres.sql.tree.GuardStatement;
import dev.ballast.postgres.sql.tree.IndexStatement;
import dev.ballast.postgres.sql.tree.MaintenanceStatement;
import dev.ballast.postgres.sql.tree.ObjectKind;
import dev.ballast.postgres.sql.tree.ObjectStatement.Comment;
import dev.ballast.postgres.sql.tree.ObjectStatement.Drop;
import dev.ballast.postgres.sql.tree.ObjectStatement.SecurityLabel;
import dev.ballast.postgres.sql.tree.QualifiedName;
import dev.ballast.postgres.sql.tree.Statement;
import dev.ballast.postgres.sql.tree.TableStatement.AlterTable;
import dev.ballast.postgres.sql.tree.TableStatement.CreateTable;
import dev.ballast.postgres.sql.tree.TableStatement.LockTable;
import dev.ballast.postgres.sql.tree.TableStatement.Truncate;
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
      case AlterTable alter when alter.kind() == ObjectKind.INDEX ->
          new IndexEffects(this).alter(alter);
      case AlterTable alter -> new AlterTableEffects(this).of(alter);
      // indexes, partitions, maintenance, triggers, views
      case IndexStatement index -> new IndexEffects(this).of(index);
      case Drop drop when drop.kind() == ObjectKind.INDEX -> new IndexEffects(this).drop(drop);
      case CreateTable create when create.partitionOf().isPresent() ->
          new PartitionEffects(this).create(create);
      case MaintenanceStatement care -> new MaintenanceEffects(this).of(care);
      case Truncate truncate -> new MaintenanceEffects(this).truncate(truncate);
      case LockTable lock -> new MaintenanceEffects(this).lock(lock);
      case RefreshMaterializedView refresh -> new MaintenanceEffects(this).refresh(refresh);
      case Comment comment -> new MaintenanceEffects(this).comment(comment.kind(), comment.name());
      case SecurityLabel label -> new MaintenanceEffects(this).comment(label.kind(), label.name());
      case GuardStatement guard -> new TriggerEffects(this).of(guard);
      case Drop drop when isGuard(drop.kind()) -> new TriggerEffects(this).drop(drop);
      case CreateView view -> new TriggerEffects(this).view(view);
      default -> Effects.notKnown("what this statement locks is not known");
    };
  }

  private static boolean isGuard(ObjectKind kind) {
    return kind == ObjectKind.TRIGGER || kind == ObjectKind.POLICY || kind == ObjectKind.RULE;
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
