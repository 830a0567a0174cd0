package dev.ballast.effect;

import dev.ballast.effect.claim.Likelihood;
import dev.ballast.effect.claim.WorkEffect;
import dev.ballast.effect.schema.KnownColumn;
import dev.ballast.effect.schema.KnownColumn.Generation;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.effect.schema.KnownType;
import dev.ballast.effect.schema.KnownView;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.tree.ColumnAction;
import dev.ballast.sql.tree.ColumnAction.AddColumn;
import dev.ballast.sql.tree.ColumnAction.AlterType;
import dev.ballast.sql.tree.ColumnAction.DropColumn;
import dev.ballast.sql.tree.ColumnAction.SetExpression;
import dev.ballast.sql.tree.ColumnAction.SetNotNull;
import dev.ballast.sql.tree.ColumnDefinition;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.Expression;
import dev.ballast.sql.tree.Expression.Literal;
import dev.ballast.sql.tree.QualifiedName;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What ALTER TABLE does for a column: the `ATPrep` and `ATExec` functions of columns in
/// `src/backend/commands/tablecmds.c`. For one statement.
final class ColumnEffects {
  private final AlteredTable table;
  private final EffectModel model;
  private final List<String> dropped;

  /// @param dropped the constraints that the same statement drops
  ColumnEffects(AlteredTable table, List<String> dropped) {
    this.table = table;
    this.dropped = List.copyOf(dropped);
    this.model = table.model();
  }

  void of(ColumnAction action) {
    switch (action) {
      case AddColumn add -> add(add);
      case DropColumn drop -> drop(drop);
      case SetNotNull set -> {
        table.lockAll(LockMode.ACCESS_EXCLUSIVE);
        new ConstraintEffects(table).searchNulls(set.column());
      }
      case AlterType type -> {
        new RetypeEffects(table, type, dropped).gather();
        type.using().ifPresent(table::evaluate);
      }
      case SetExpression set -> expression(set);
      case ColumnAction.SetStatistics _ -> table.lockAll(LockMode.SHARE_UPDATE_EXCLUSIVE);
      case ColumnAction.SetColumnOptions _ -> table.lock(LockMode.SHARE_UPDATE_EXCLUSIVE);
      case ColumnAction.SetCompression _ -> table.lock(LockMode.ACCESS_EXCLUSIVE);
      case ColumnAction.AddIdentity _ -> identity();
      case ColumnAction.SetIdentity _ -> identity();
      case ColumnAction.DropIdentity _ -> identity();
      case ColumnAction.SetDefault _ -> table.lockAll(LockMode.ACCESS_EXCLUSIVE);
      case ColumnAction.DropDefault _ -> table.lockAll(LockMode.ACCESS_EXCLUSIVE);
      case ColumnAction.DropNotNull _ -> table.lockAll(LockMode.ACCESS_EXCLUSIVE);
      case ColumnAction.DropExpression _ -> table.lockAll(LockMode.ACCESS_EXCLUSIVE);
      case ColumnAction.SetStorage _ -> table.lockAll(LockMode.ACCESS_EXCLUSIVE);
    }
  }

  /// Partitions share their parent's identity from 17 on.
  private void identity() {
    table.lock(LockMode.ACCESS_EXCLUSIVE);
    table.lockHeirs(
        LockMode.ACCESS_EXCLUSIVE,
        Likelihood.possible("where the identity is the partition's too"));
  }

  private void add(AddColumn add) {
    table.lockAll(LockMode.ACCESS_EXCLUSIVE);
    if (add.ifNotExists() && table.column(add.column()).isPresent()) {
      return;
    }
    ColumnDefinition column = add.definition();
    rewriteForNew(column).ifPresent(sure -> table.work(WorkEffect.Kind.REWRITE, sure));
    column.constraints().stream()
        .flatMap(constraint -> constraint.expression().stream())
        .forEach(table::evaluate);
    boolean hasDefault = defaultOf(column).isPresent();
    for (Constraint constraint : column.constraints()) {
      List<String> itself = List.of(column.name());
      switch (constraint.kind()) {
        case FOREIGN_KEY ->
            // The columns of a new column are all null, unless a default is written.
            new ConstraintEffects(table)
                .foreignKey(
                    constraint,
                    column.constraint(Constraint.Kind.DEFAULT).isPresent()
                        && !constraint.notEnforced());
        case CHECK -> {
          if (!constraint.notEnforced()) {
            table.work(WorkEffect.Kind.SCAN);
          }
        }
        case UNIQUE -> new ConstraintEffects(table).add(constraint, itself);
        case PRIMARY_KEY -> table.build(table.name().name() + "_pkey");
        case NOT_NULL -> {
          if (!hasDefault && !fills(column)) {
            table.work(WorkEffect.Kind.SCAN);
          }
        }
        default -> {}
      }
    }
  }

  /// Whether every row must be rewritten because the new column's values are not one constant.
  private Optional<Likelihood> rewriteForNew(ColumnDefinition column) {
    return rewriteForNew(column, model);
  }

  static Optional<Likelihood> rewriteForNew(ColumnDefinition column, EffectModel model) {
    if (column.constraint(Constraint.Kind.GENERATED).isPresent()) {
      boolean virtual = column.constraint(Constraint.Kind.GENERATED).get().virtual();
      return virtual ? Optional.empty() : Optional.of(Likelihood.CERTAIN);
    }
    if (fills(column)) {
      return Optional.of(Likelihood.CERTAIN);
    }
    boolean constrained =
        column
            .type()
            .filter(type -> type.arrayDimensions() == 0)
            .flatMap(type -> model.schema().type(type.name()))
            .filter(type -> type instanceof KnownType.DomainType domain && domain.constrained())
            .isPresent();
    if (constrained) {
      return Optional.of(Likelihood.CERTAIN);
    }
    return defaultOf(column).flatMap(value -> VolatileCalls.of(value, model.schema()));
  }

  /// A sequence gives each row its own value.
  private static boolean fills(ColumnDefinition column) {
    return column.constraint(Constraint.Kind.IDENTITY).isPresent()
        || column.constraint(Constraint.Kind.GENERATED).isPresent()
        || column.type().map(type -> type.isSerial()).orElse(false);
  }

  /// The default; `DEFAULT NULL` is none.
  private static Optional<Expression> defaultOf(ColumnDefinition column) {
    return column
        .constraint(Constraint.Kind.DEFAULT)
        .flatMap(Constraint::expression)
        .filter(
            value ->
                !(value instanceof Literal(int at, Literal.Kind kind, String text)
                    && kind == Literal.Kind.NULL));
  }

  private void drop(DropColumn drop) {
    table.lockAll(LockMode.ACCESS_EXCLUSIVE);
    if (table.known().isEmpty() || !table.isWhole()) {
      table
          .out()
          .unknown(
              "if "
                  + drop.column()
                  + " is in a foreign key, the table at its other end is locked"
                  + " ACCESS EXCLUSIVE too");
    }
    if (drop.cascade()) {
      dropped(
          model.schema().viewsReading(table.name()).stream()
              .filter(view -> view.readsColumn(table.name(), drop.column()))
              .toList(),
          new HashSet<>());
    }
    ConstraintEffects constraints = new ConstraintEffects(table);
    table.known().stream()
        .flatMap(known -> known.constraints().stream())
        .filter(each -> each.columns().contains(drop.column()))
        .forEach(
            each -> {
              each.references().ifPresent(new KeyLocks(model, table.out())::dropped);
              if (drop.cascade()) {
                constraints.dropPointingAt(each.columns());
              }
            });
  }

  /// Views that go with the column, and those that read them.
  private void dropped(List<KnownView> views, Set<QualifiedName> before) {
    for (KnownView view : views) {
      if (before.add(KnownSchema.key(view.name()))) {
        table.out().lock(model.relation(view.name()), LockMode.ACCESS_EXCLUSIVE);
        dropped(model.schema().viewsReading(view.name()), before);
      }
    }
  }

  private void expression(SetExpression set) {
    table.lockAll(LockMode.ACCESS_EXCLUSIVE);
    Optional<Generation> generation = table.column(set.column()).map(KnownColumn::generation);
    if (generation.filter(Generation.STORED::equals).isPresent()) {
      table.work(WorkEffect.Kind.REWRITE);
    } else if (generation.isEmpty()) {
      table.work(
          WorkEffect.Kind.REWRITE,
          Likelihood.possible("unless " + set.column() + " is a virtual generated column"));
    }
  }
}
