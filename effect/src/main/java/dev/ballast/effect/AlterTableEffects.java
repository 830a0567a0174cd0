package dev.ballast.effect;

import dev.ballast.effect.claim.Affected;
import dev.ballast.effect.claim.Effects;
import dev.ballast.effect.claim.Effects.Collector;
import dev.ballast.effect.claim.Likelihood;
import dev.ballast.effect.claim.WorkEffect;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.tree.AlterAction;
import dev.ballast.sql.tree.ColumnAction;
import dev.ballast.sql.tree.ConstraintAction;
import dev.ballast.sql.tree.ConstraintAction.DropConstraint;
import dev.ballast.sql.tree.Option;
import dev.ballast.sql.tree.Persistence;
import dev.ballast.sql.tree.TableAction;
import dev.ballast.sql.tree.TableAction.AttachPartition;
import dev.ballast.sql.tree.TableAction.DetachPartition;
import dev.ballast.sql.tree.TableAction.Inherit;
import dev.ballast.sql.tree.TableAction.NoInherit;
import dev.ballast.sql.tree.TableAction.ToggleTrigger;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import java.util.List;
import java.util.Optional;

/// ALTER TABLE, as `AlterTableGetLockLevel` and the execution phases in
/// `src/backend/commands/tablecmds.c` treat it. For one statement.
final class AlterTableEffects {
  /// The major from which ALTER TABLE ... SET ACCESS METHOD exists.
  private static final int ACCESS_METHODS = 15;

  /// The major from which a table's own sequences follow it between logged and unlogged.
  private static final int LOGGED_SEQUENCES = 15;

  private final EffectModel model;
  private final Collector out = new Collector();

  AlterTableEffects(EffectModel model) {
    this.model = model;
  }

  Effects of(AlterTable alter) {
    return switch (alter.kind()) {
      case TABLE, FOREIGN_TABLE -> table(alter);
      case VIEW -> relation(alter, Affected.Kind.VIEW);
      case MATERIALIZED_VIEW -> relation(alter, Affected.Kind.MATERIALIZED_VIEW);
      case SEQUENCE -> relation(alter, Affected.Kind.SEQUENCE);
      default -> Effects.notKnown("what ALTER " + alter.kind().sql() + " locks is not known");
    };
  }

  private Effects table(AlterTable alter) {
    AlteredTable table = new AlteredTable(model, alter.name(), alter.only(), out);
    List<String> dropped =
        alter.actions().stream()
            .filter(DropConstraint.class::isInstance)
            .map(action -> ((DropConstraint) action).name())
            .toList();
    for (AlterAction action : alter.actions()) {
      action(table, action, dropped);
    }
    return out.effects();
  }

  private Effects relation(AlterTable alter, Affected.Kind kind) {
    Affected relation = model.affected(alter.name(), kind);
    for (AlterAction action : alter.actions()) {
      switch (action) {
        case ColumnAction.SetStatistics _ -> out.lock(relation, LockMode.SHARE_UPDATE_EXCLUSIVE);
        case TableAction.SetOptions _ when kind == Affected.Kind.MATERIALIZED_VIEW ->
            out.lock(relation, LockMode.SHARE_UPDATE_EXCLUSIVE);
        case TableAction.SetTablespace move -> {
          out.lock(relation, LockMode.ACCESS_EXCLUSIVE);
          out.work(relation, WorkEffect.Kind.REWRITE, unlessThere(move));
        }
        case TableAction.SetLogged _ -> {
          out.lock(relation, LockMode.ACCESS_EXCLUSIVE);
          out.work(
              relation, WorkEffect.Kind.REWRITE, Likelihood.possible("unless it is so already"));
        }
        case ColumnAction _, ConstraintAction _, TableAction _, AlterAction.OtherAction _ ->
            out.lock(relation, LockMode.ACCESS_EXCLUSIVE);
      }
    }
    return out.effects();
  }

  private void action(AlteredTable table, AlterAction action, List<String> dropped) {
    switch (action) {
      case ColumnAction column -> new ColumnEffects(table, dropped).of(column);
      case ConstraintAction constraint -> new ConstraintEffects(table).of(constraint);
      case TableAction whole -> whole(table, whole);
      case AlterAction.OtherAction _ ->
          out.lock(model.table(table.name()), LockMode.ACCESS_EXCLUSIVE)
              .unknown("what this action of ALTER TABLE does is not known");
    }
  }

  private void whole(AlteredTable table, TableAction action) {
    switch (action) {
      // partitions, inheritance, triggers
      case AttachPartition attach ->
          out.add(new PartitionEffects(model).attach(table.name(), attach));
      case DetachPartition detach ->
          out.add(new PartitionEffects(model).detach(table.name(), detach));
      case Inherit inherit ->
          out.add(new PartitionEffects(model).inherit(table.name(), inherit.parent()));
      case NoInherit inherit ->
          out.add(new PartitionEffects(model).noInherit(table.name(), inherit.parent()));
      case ToggleTrigger toggle -> out.add(new TriggerEffects(model).toggle(table.name(), toggle));
      // storage and what it is called by
      case TableAction.SetOptions options -> table.lock(lockOf(options));
      case TableAction.ClusterOn _, TableAction.SetWithoutCluster _ ->
          table.lock(LockMode.SHARE_UPDATE_EXCLUSIVE);
      case TableAction.SetLogged logged -> logged(table, logged.logged());
      case TableAction.SetTablespace move -> {
        table.lock(LockMode.ACCESS_EXCLUSIVE);
        if (!table.isPartitioned()) {
          out.work(model.table(table.name()), WorkEffect.Kind.REWRITE, unlessThere(move));
        }
      }
      case TableAction.SetAccessMethod method -> accessMethod(table, method);
      case TableAction.OfType _,
          TableAction.NotOfType _,
          TableAction.RowSecurity _,
          TableAction.ReplicaIdentity _,
          TableAction.ToggleRule _,
          TableAction.SetOwner _,
          TableAction.SetWithoutOids _ ->
          table.lock(LockMode.ACCESS_EXCLUSIVE);
    }
  }

  /// `relopt_kind` and lock mode of each option in `src/backend/access/common/reloptions.c`.
  private static LockMode lockOf(TableAction.SetOptions options) {
    return options.options().stream().map(Option::name).anyMatch("user_catalog_table"::equals)
        ? LockMode.ACCESS_EXCLUSIVE
        : LockMode.SHARE_UPDATE_EXCLUSIVE;
  }

  private static Likelihood unlessThere(TableAction.SetTablespace move) {
    return Likelihood.possible("unless it is in " + move.tablespace() + " already");
  }

  private void logged(AlteredTable table, boolean logged) {
    table.lock(LockMode.ACCESS_EXCLUSIVE);
    if (table.isPartitioned()) {
      return;
    }
    Affected itself = model.table(table.name());
    Optional<KnownTable> known = table.known().filter(KnownTable::whole);
    if (known.isEmpty()) {
      out.work(itself, WorkEffect.Kind.REWRITE, Likelihood.possible("unless it is so already"));
      return;
    }
    Persistence wanted = logged ? Persistence.PERMANENT : Persistence.UNLOGGED;
    if (known.get().persistence() == wanted) {
      return;
    }
    out.work(itself, WorkEffect.Kind.REWRITE);
    if (model.major() >= LOGGED_SEQUENCES) {
      model
          .schema()
          .sequencesOf(table.name())
          .forEach(
              each ->
                  out.lock(
                      model.affected(each.name(), Affected.Kind.SEQUENCE),
                      LockMode.ACCESS_EXCLUSIVE));
    }
  }

  private void accessMethod(AlteredTable table, TableAction.SetAccessMethod method) {
    if (model.major() < ACCESS_METHODS) {
      return;
    }
    table.lock(LockMode.ACCESS_EXCLUSIVE);
    if (!table.isPartitioned()) {
      out.work(
          model.table(table.name()),
          WorkEffect.Kind.REWRITE,
          Likelihood.possible(
              "unless it is stored by " + method.method().orElse("the default") + " already"));
    }
  }
}
