package dev.ballast.effect;

import dev.ballast.effect.claim.Effects;
import dev.ballast.effect.claim.Effects.Collector;
import dev.ballast.effect.claim.Likelihood;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.tree.DataStatement;
import dev.ballast.sql.tree.DataStatement.Copy;
import dev.ballast.sql.tree.DataStatement.Delete;
import dev.ballast.sql.tree.DataStatement.Insert;
import dev.ballast.sql.tree.DataStatement.Merge;
import dev.ballast.sql.tree.DataStatement.Select;
import dev.ballast.sql.tree.DataStatement.Update;
import dev.ballast.sql.tree.Expression;
import dev.ballast.sql.tree.GuardStatement;
import dev.ballast.sql.tree.GuardStatement.AlterEventTrigger;
import dev.ballast.sql.tree.GuardStatement.AlterPolicy;
import dev.ballast.sql.tree.GuardStatement.CreateEventTrigger;
import dev.ballast.sql.tree.GuardStatement.CreatePolicy;
import dev.ballast.sql.tree.GuardStatement.CreateRule;
import dev.ballast.sql.tree.GuardStatement.CreateTrigger;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Statement;
import dev.ballast.sql.tree.TableAction.ToggleTrigger;
import dev.ballast.sql.tree.Walk;
import java.util.Optional;

/// Triggers, rules and policies: `trigger.c`, `policy.c` in
/// `src/backend/commands`, `src/backend/rewrite/rewriteDefine.c`. For one statement.
final class TriggerEffects {
  private final EffectModel model;
  private final Collector out = new Collector();

  TriggerEffects(EffectModel model) {
    this.model = model;
  }

  Effects of(GuardStatement statement) {
    switch (statement) {
      case CreateTrigger create -> create(create);
      case CreateRule rule -> {
        out.lock(model.relation(rule.table()), LockMode.ACCESS_EXCLUSIVE);
        rule.actions().forEach(this::action);
        rule.where().ifPresent(this::reads);
      }
      case CreatePolicy policy -> policy(policy.table(), policy.using(), policy.check());
      case AlterPolicy policy -> policy(policy.table(), policy.using(), policy.check());
      case CreateEventTrigger _ -> {}
      case AlterEventTrigger _ -> {}
    }
    return out.effects();
  }

  /// The actions of a rule are analysed when it is made, which locks what they write as if they
  /// ran.
  private void action(Statement action) {
    for (QualifiedName name : Walk.of(action).relations()) {
      if (!isRow(name)) {
        out.lock(model.relation(name), LockMode.ACCESS_SHARE);
      }
    }
    if (action instanceof DataStatement data) {
      written(data).ifPresent(table -> out.lock(model.relation(table), LockMode.ROW_EXCLUSIVE));
    }
  }

  private static Optional<QualifiedName> written(DataStatement action) {
    return switch (action) {
      case Insert insert -> Optional.of(insert.table());
      case Update update -> Optional.of(update.table());
      case Delete delete -> Optional.of(delete.table());
      // MERGE and COPY are not supported in rules.
      case Select _, Merge _, Copy _ -> Optional.empty();
    };
  }

  private static boolean isRow(QualifiedName name) {
    return name.schema().isEmpty() && (name.name().equals("old") || name.name().equals("new"));
  }

  private void create(CreateTrigger create) {
    out.lock(model.relation(create.table()), LockMode.SHARE_ROW_EXCLUSIVE);
    create.referenced().ifPresent(table -> out.lock(model.relation(table), LockMode.ACCESS_SHARE));
    if (create.occasion().rowLevel() && model.isPartitioned(create.table())) {
      model
          .schema()
          .allHeirs(create.table())
          .forEach(heir -> out.lock(model.table(heir.name()), LockMode.SHARE_ROW_EXCLUSIVE));
    }
  }

  private void policy(QualifiedName table, Optional<Expression> using, Optional<Expression> check) {
    out.lock(model.relation(table), LockMode.ACCESS_EXCLUSIVE);
    using.ifPresent(this::reads);
    check.ifPresent(this::reads);
  }

  private void reads(Expression expression) {
    Walk.of(expression).relations().stream()
        .filter(name -> !isRow(name))
        .forEach(name -> out.lock(model.relation(name), LockMode.ACCESS_SHARE));
  }

  /// `ALTER TABLE ... ENABLE TRIGGER`, and DISABLE: partitions take part where they have a copy.
  Effects toggle(QualifiedName table, ToggleTrigger toggle) {
    out.lock(model.relation(table), LockMode.SHARE_ROW_EXCLUSIVE);
    if (model.isPartitioned(table)) {
      for (KnownTable heir : model.schema().allHeirs(table)) {
        out.lock(
            model.table(heir.name()),
            LockMode.SHARE_ROW_EXCLUSIVE,
            Likelihood.possible("where the partition has a copy of the trigger"));
      }
    }
    return out.effects();
  }
}
