package dev.ballast.effect;

import dev.ballast.effect.claim.Affected;
import dev.ballast.effect.claim.Effects;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.effect.schema.Moment;
import dev.ballast.sql.tree.DataStatement;
import dev.ballast.sql.tree.DatabaseStatement;
import dev.ballast.sql.tree.GuardStatement;
import dev.ballast.sql.tree.IndexStatement;
import dev.ballast.sql.tree.MaintenanceStatement;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectStatement.AlterExtension;
import dev.ballast.sql.tree.ObjectStatement.ChangeOwner;
import dev.ballast.sql.tree.ObjectStatement.Comment;
import dev.ballast.sql.tree.ObjectStatement.CreateExtension;
import dev.ballast.sql.tree.ObjectStatement.CreateSchema;
import dev.ballast.sql.tree.ObjectStatement.Drop;
import dev.ballast.sql.tree.ObjectStatement.Rename;
import dev.ballast.sql.tree.ObjectStatement.SecurityLabel;
import dev.ballast.sql.tree.ObjectStatement.SetSchema;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.ReplicationStatement.AlterPublication;
import dev.ballast.sql.tree.ReplicationStatement.AlterSubscription;
import dev.ballast.sql.tree.ReplicationStatement.CreatePublication;
import dev.ballast.sql.tree.ReplicationStatement.CreateSubscription;
import dev.ballast.sql.tree.ReplicationStatement.DropSubscription;
import dev.ballast.sql.tree.RoleStatement.AlterDefaultPrivileges;
import dev.ballast.sql.tree.RoleStatement.AlterRole;
import dev.ballast.sql.tree.RoleStatement.AlterRoleSet;
import dev.ballast.sql.tree.RoleStatement.CreateRole;
import dev.ballast.sql.tree.RoleStatement.DropOwned;
import dev.ballast.sql.tree.RoleStatement.DropRole;
import dev.ballast.sql.tree.RoleStatement.Grant;
import dev.ballast.sql.tree.RoleStatement.GrantRole;
import dev.ballast.sql.tree.RoleStatement.ReassignOwned;
import dev.ballast.sql.tree.RoutineStatement.AlterFunction;
import dev.ballast.sql.tree.RoutineStatement.Call;
import dev.ballast.sql.tree.RoutineStatement.CreateFunction;
import dev.ballast.sql.tree.RoutineStatement.Do;
import dev.ballast.sql.tree.SequenceStatement.AlterSequence;
import dev.ballast.sql.tree.SequenceStatement.CreateSequence;
import dev.ballast.sql.tree.SessionStatement;
import dev.ballast.sql.tree.Statement;
import dev.ballast.sql.tree.Statement.OtherStatement;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import dev.ballast.sql.tree.TableStatement.AlterTableAll;
import dev.ballast.sql.tree.TableStatement.CreateForeignTable;
import dev.ballast.sql.tree.TableStatement.CreateTable;
import dev.ballast.sql.tree.TableStatement.CreateTableAs;
import dev.ballast.sql.tree.TableStatement.ImportForeignSchema;
import dev.ballast.sql.tree.TableStatement.LockTable;
import dev.ballast.sql.tree.TableStatement.Truncate;
import dev.ballast.sql.tree.TypeStatement.AlterDomain;
import dev.ballast.sql.tree.TypeStatement.AlterEnumAddValue;
import dev.ballast.sql.tree.TypeStatement.AlterEnumRenameValue;
import dev.ballast.sql.tree.TypeStatement.CreateCompositeType;
import dev.ballast.sql.tree.TypeStatement.CreateDomain;
import dev.ballast.sql.tree.TypeStatement.CreateEnum;
import dev.ballast.sql.tree.TypeStatement.CreateRange;
import dev.ballast.sql.tree.ViewStatement.CreateView;
import dev.ballast.sql.tree.ViewStatement.RefreshMaterializedView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Predicts what one statement does to relations. Immutable; made for one statement.
///
/// Each family of statements has its class; this one only knows which family a statement belongs
/// to. A statement of no family has effects that are not known, and says so.
///
/// @param schema what is known before the statement runs
/// @param moment when it runs: relations born in the same script are fresh
/// @param major the server's, 14 to 18
/// @param inside the routines whose bodies are being followed, outermost first
public record EffectModel(
    KnownSchema schema, Moment moment, int major, List<QualifiedName> inside) {
  /// Routines that call routines are followed this far.
  private static final int DEPTH = 8;

  public EffectModel {
    inside = List.copyOf(inside);
  }

  public static Effects of(Statement statement, KnownSchema schema, Moment moment, int major) {
    return new EffectModel(schema, moment, major, List.of()).effects(statement);
  }

  public Effects effects(Statement statement) {
    return switch (statement) {
      case AlterTable alter when alter.kind() == ObjectKind.TYPE -> new TypeEffects(this).of(alter);
      case AlterTable alter when alter.kind() == ObjectKind.INDEX ->
          new IndexEffects(this).alter(alter);
      case AlterTable alter -> new AlterTableEffects(this).of(alter);
      // rows, routines, the session
      case DataStatement data -> new DataEffects(this).of(data);
      case AlterSequence alter -> SequenceEffects.of(alter, this);
      case Call call -> new RoutineEffects(this).of(call);
      case Do block -> new RoutineEffects(this).of(block);
      case SessionStatement session -> SessionEffects.of(session, this);
      // What is made, named, dropped, and who may use it.
      case CreateTable create when create.partitionOf().isPresent() ->
          new PartitionEffects(this).create(create);
      case CreateTable create -> new CreateEffects(this).of(create);
      case CreateTableAs create -> new CreateEffects(this).of(create);
      case CreateView create -> new CreateEffects(this).of(create);
      case CreateSequence create -> new CreateEffects(this).of(create);
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
      case DropOwned _, ReassignOwned _ -> Effects.notKnown("what the roles own here is not known");
      case CreateEnum _,
          AlterEnumAddValue _,
          AlterEnumRenameValue _,
          CreateDomain _,
          CreateRange _,
          CreateCompositeType _ ->
          Effects.NONE;
      case GrantRole _,
          CreateRole _,
          AlterRole _,
          AlterRoleSet _,
          DropRole _,
          AlterDefaultPrivileges _ ->
          Effects.NONE;
      case DatabaseStatement _, AlterFunction _, CreateExtension _ -> Effects.NONE;
      // Indexes, partitions, care, triggers.
      case IndexStatement index -> new IndexEffects(this).of(index);
      case MaintenanceStatement care -> new MaintenanceEffects(this).of(care);
      case Truncate truncate -> new MaintenanceEffects(this).truncate(truncate);
      case LockTable lock -> new MaintenanceEffects(this).lock(lock);
      case RefreshMaterializedView refresh -> new MaintenanceEffects(this).refresh(refresh);
      case Comment comment -> new MaintenanceEffects(this).comment(comment.kind(), comment.name());
      case SecurityLabel label -> new MaintenanceEffects(this).comment(label.kind(), label.name());
      case GuardStatement guard -> new TriggerEffects(this).of(guard);
      case AlterTableAll _, CreateForeignTable _, ImportForeignSchema _ ->
          Effects.notKnown("what this statement locks is not known");
      case CreateSubscription _, AlterSubscription _, DropSubscription _ ->
          Effects.notKnown("what this statement locks is not known");
      case OtherStatement _ -> Effects.notKnown("what this statement locks is not known");
    };
  }

  /// The same question to a schema that has gone on.
  EffectModel with(KnownSchema later) {
    return new EffectModel(later, moment, major, inside);
  }

  /// The same question inside a routine's body; empty where that routine is being followed already,
  /// or calls go deeper than anybody follows.
  Optional<EffectModel> following(QualifiedName routine) {
    if (inside.size() >= DEPTH || inside.contains(routine)) {
      return Optional.empty();
    }
    List<QualifiedName> deeper = new ArrayList<>(inside);
    deeper.add(routine);
    return Optional.of(new EffectModel(schema, moment, major, deeper));
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
