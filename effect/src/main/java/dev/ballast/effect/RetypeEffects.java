package dev.ballast.effect;

import dev.ballast.effect.claim.Likelihood;
import dev.ballast.effect.claim.WorkEffect;
import dev.ballast.effect.schema.KnownConstraint;
import dev.ballast.effect.schema.KnownIndex;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.tree.ColumnAction.AlterType;
import dev.ballast.sql.tree.QualifiedName;
import java.util.List;

/// What ALTER COLUMN ... TYPE does: `ATPrepAlterColumnType`, and what `ATPostAlterTypeCleanup` in
/// `src/backend/commands/tablecmds.c` builds or checks again. For one statement.
final class RetypeEffects {
  private final AlteredTable table;
  private final EffectModel model;
  private final AlterType action;
  private final TypeChange change;
  private final List<String> dropped;

  /// @param dropped the constraints that the same statement drops, which it does first
  RetypeEffects(AlteredTable table, AlterType action, List<String> dropped) {
    this.dropped = List.copyOf(dropped);
    this.table = table;
    this.model = table.model();
    this.action = action;
    this.change = TypeChange.of(model.schema(), table.name(), action);
  }

  void gather() {
    table.lockAll(LockMode.ACCESS_EXCLUSIVE);
    change.rewrite().ifPresent(sure -> table.work(WorkEffect.Kind.REWRITE, sure));
    foreignKeys();
    // A rewrite checks and builds all of it in one go.
    if (!change.rewrite().map(Likelihood::isCertain).orElse(false)) {
      indexes();
      checks();
    }
  }

  private void indexes() {
    Likelihood sure =
        change.otherOperators() && change.rewrite().isPresent()
            ? change.rewrite().get()
            : Likelihood.CERTAIN;
    for (KnownIndex index : table.indexesOn(action.column())) {
      // PostgreSQL compares no expressions, so an index with one is never kept:
      // CheckIndexCompatible in src/backend/commands/indexcmds.c.
      boolean compared = !index.partial() && !index.hasExpression();
      boolean key = index.columns().contains(action.column());
      if (!compared || (key && (change.collation() || change.otherOperators()))) {
        Likelihood built = compared ? sure : Likelihood.CERTAIN;
        table.out().work(model.table(index.table()), WorkEffect.Kind.SCAN, built);
        table.out().work(model.index(index.name()), WorkEffect.Kind.INDEX_BUILD, built);
      }
    }
  }

  /// A CHECK on the column is made again, and a validated one is checked again on every row.
  private void checks() {
    boolean checked =
        table.known().stream()
            .flatMap(known -> TypeChange.checksOn(known, action.column()).stream())
            .anyMatch(check -> !dropped.contains(check.name()));
    if (checked) {
      table.work(WorkEffect.Kind.SCAN);
    }
  }

  /// A foreign key on either side is dropped and made again, which locks the other table.
  private void foreignKeys() {
    ConstraintEffects constraints = new ConstraintEffects(table);
    KeyLocks keys = new KeyLocks(model, table.out());
    for (KnownConstraint each : table.known().map(KnownTable::constraints).orElse(List.of())) {
      if (!each.columns().contains(action.column())) {
        continue;
      }
      each.references()
          .ifPresent(
              other -> {
                keys.dropped(other);
                keys.made(other);
                remade(table.stored(), other);
              });
      for (KnownTable other : constraints.pointingAt(each.columns())) {
        keys.holders(other.name());
        remade(List.of(other.name()), table.name());
      }
    }
  }

  private void remade(List<QualifiedName> from, QualifiedName to) {
    change
        .rewrite()
        .ifPresent(
            sure -> {
              KeyLocks keys = new KeyLocks(model, table.out());
              from.forEach(each -> keys.read(each, sure));
              keys.read(
                  to,
                  Likelihood.possible("unless the planner looks up each row by the key's index"));
            });
  }
}
