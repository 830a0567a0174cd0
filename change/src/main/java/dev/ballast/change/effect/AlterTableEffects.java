package dev.ballast.change.effect;

import dev.ballast.change.effect.Effects.Collector;
import dev.ballast.postgres.LockMode;
import dev.ballast.postgres.sql.tree.AlterAction;
import dev.ballast.postgres.sql.tree.Constraint;
import dev.ballast.postgres.sql.tree.ConstraintAction.AddConstraint;
import dev.ballast.postgres.sql.tree.ConstraintAction.ValidateConstraint;
import dev.ballast.postgres.sql.tree.QualifiedName;
import dev.ballast.postgres.sql.tree.TableAction.AttachPartition;
import dev.ballast.postgres.sql.tree.TableAction.DetachPartition;
import dev.ballast.postgres.sql.tree.TableAction.Inherit;
import dev.ballast.postgres.sql.tree.TableAction.NoInherit;
import dev.ballast.postgres.sql.tree.TableAction.ToggleTrigger;
import dev.ballast.postgres.sql.tree.TableStatement.AlterTable;

/// ALTER TABLE, as `AlterTableGetLockLevel` and the execution phases in
/// `src/backend/commands/tablecmds.c` treat it. For one statement.
final class AlterTableEffects {
  private final EffectModel model;
  private final Collector out = new Collector();

  AlterTableEffects(EffectModel model) {
    this.model = model;
  }

  Effects of(AlterTable alter) {
    for (AlterAction action : alter.actions()) {
      action(alter.name(), action);
    }
    return out.effects();
  }

  private void action(QualifiedName table, AlterAction action) {
    switch (action) {
      case AddConstraint add -> constraint(table, add.constraint());
      case ValidateConstraint validate -> validate(table, validate);
      // partitions, inheritance, triggers
      case AttachPartition attach -> out.add(new PartitionEffects(model).attach(table, attach));
      case DetachPartition detach -> out.add(new PartitionEffects(model).detach(table, detach));
      case Inherit inherit -> out.add(new PartitionEffects(model).inherit(table, inherit.parent()));
      case NoInherit inherit ->
          out.add(new PartitionEffects(model).inherit(table, inherit.parent()));
      case ToggleTrigger toggle -> out.add(new TriggerEffects(model).toggle(table, toggle));
      default ->
          out.lock(model.table(table), LockMode.ACCESS_EXCLUSIVE)
              .unknown("what this action of ALTER TABLE does is not known");
    }
  }

  private void constraint(QualifiedName table, Constraint constraint) {
    switch (constraint.kind()) {
      case FOREIGN_KEY -> foreignKey(table, constraint);
      default ->
          out.lock(model.table(table), LockMode.ACCESS_EXCLUSIVE)
              .unknown("what this constraint costs is not known");
    }
  }

  private void foreignKey(QualifiedName table, Constraint constraint) {
    QualifiedName referenced = constraint.reference().orElseThrow().table();
    out.lock(model.table(table), LockMode.SHARE_ROW_EXCLUSIVE);
    out.lock(model.table(referenced), LockMode.SHARE_ROW_EXCLUSIVE);
    if (!constraint.notValid() && !constraint.notEnforced()) {
      out.work(model.table(table), WorkEffect.Kind.SCAN);
      // The planner may reach the referenced rows through the key's index instead.
      out.work(
          model.table(referenced),
          WorkEffect.Kind.SCAN,
          Likelihood.possible("unless the planner looks up each row by the key's index"));
    }
  }

  private void validate(QualifiedName table, ValidateConstraint validate) {
    out.lock(model.table(table), LockMode.SHARE_UPDATE_EXCLUSIVE);
    out.work(model.table(table), WorkEffect.Kind.SCAN);
    model
        .schema()
        .table(table)
        .flatMap(known -> known.constraint(validate.name()))
        .flatMap(known -> known.references())
        .ifPresent(
            referenced -> {
              out.lock(model.table(referenced), LockMode.ROW_SHARE);
              out.work(
                  model.table(referenced),
                  WorkEffect.Kind.SCAN,
                  Likelihood.possible("unless the planner looks up each row by the key's index"));
            });
  }
}
