package dev.ballast.effect;

import dev.ballast.effect.claim.Likelihood;
import dev.ballast.effect.claim.WorkEffect;
import dev.ballast.effect.schema.KnownColumn;
import dev.ballast.effect.schema.KnownConstraint;
import dev.ballast.effect.schema.KnownIndex;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.ConstraintAction;
import dev.ballast.sql.tree.ConstraintAction.AddConstraint;
import dev.ballast.sql.tree.ConstraintAction.AlterConstraint;
import dev.ballast.sql.tree.ConstraintAction.DropConstraint;
import dev.ballast.sql.tree.ConstraintAction.ValidateConstraint;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Reference;
import java.util.List;
import java.util.Optional;

/// What ALTER TABLE does for a constraint: `ATExecAddConstraint`, `ATExecValidateConstraint` and
/// `ATExecDropConstraint` in `src/backend/commands/tablecmds.c`. For one statement.
final class ConstraintEffects {
  /// The major from which a unique key locks each partition as strongly as their parent.
  private static final int LOCKS_PARTITIONS_FOR_KEYS = 18;

  private static final Likelihood PROBED =
      Likelihood.possible("unless the planner looks up each row by the key's index");

  private final AlteredTable table;
  private final EffectModel model;
  private final KeyLocks keys;

  ConstraintEffects(AlteredTable table) {
    this.table = table;
    this.model = table.model();
    this.keys = new KeyLocks(model, table.out());
  }

  void of(ConstraintAction action) {
    switch (action) {
      case AddConstraint add -> add(add.constraint(), add.constraint().columns());
      case ValidateConstraint validate -> validate(validate.name());
      case DropConstraint drop -> drop(drop);
      case AlterConstraint alter -> alter(alter);
    }
  }

  /// A constraint of the table, or of a column that is there already.
  void add(Constraint constraint, List<String> columns) {
    switch (constraint.kind()) {
      case FOREIGN_KEY -> {
        table.lockAll(LockMode.SHARE_ROW_EXCLUSIVE);
        foreignKey(constraint, !constraint.notValid() && !constraint.notEnforced());
        constraint.reference().map(Reference::table).ifPresent(to -> taken(columns, to));
      }
      case CHECK -> {
        table.lockAll(LockMode.ACCESS_EXCLUSIVE);
        if (!constraint.notValid() && !constraint.notEnforced()) {
          constraint.expression().ifPresent(table::evaluate);
          table.work(WorkEffect.Kind.SCAN);
        }
      }
      case NOT_NULL -> {
        table.lockAll(LockMode.ACCESS_EXCLUSIVE);
        if (!constraint.notValid()) {
          columns.forEach(this::searchNulls);
        }
      }
      case PRIMARY_KEY, UNIQUE -> key(constraint, columns);
      case EXCLUSION -> {
        table.lock(LockMode.ACCESS_EXCLUSIVE);
        partitionsOfKey();
        table.build(indexName(constraint, columns));
      }
      case NULL, DEFAULT, IDENTITY, GENERATED -> table.lock(LockMode.ACCESS_EXCLUSIVE);
    }
  }

  /// Locks the other side, and reads both where rows are checked.
  void foreignKey(Constraint constraint, boolean checked) {
    constraint
        .reference()
        .ifPresent(
            reference -> {
              QualifiedName other = reference.table();
              keys.made(other);
              if (checked) {
                join(constraint.columns(), other);
              }
            });
  }

  /// A partition's own key becomes a part of its parent's, and its triggers on the other table are
  /// dropped (`tryAttachPartitionForeignKey`).
  private void taken(List<String> columns, QualifiedName referenced) {
    if (table.stored().stream().anyMatch(each -> hasKey(each, columns, referenced))) {
      table
          .out()
          .lock(
              model.table(referenced),
              LockMode.ACCESS_EXCLUSIVE,
              Likelihood.possible("where a partition has the same foreign key already"));
    }
  }

  private boolean hasKey(QualifiedName each, List<String> columns, QualifiedName referenced) {
    return !each.equals(table.name())
        && model.schema().table(each).stream()
            .flatMap(known -> known.constraints().stream())
            .anyMatch(
                key ->
                    key.validated()
                        && key.columns().equals(columns)
                        && key.references().filter(referenced::mayBe).isPresent());
  }

  private void join(List<String> columns, QualifiedName referenced) {
    table.stored().stream()
        .filter(each -> !hasKey(each, columns, referenced))
        .forEach(each -> table.out().work(model.table(each), WorkEffect.Kind.SCAN));
    keys.read(referenced, PROBED);
  }

  private void lock(QualifiedName name, LockMode mode) {
    table.out().lock(model.table(name), mode);
  }

  /// Reads every row for a null, unless a constraint says there is none.
  void searchNulls(String column) {
    Optional<KnownColumn> known = table.column(column);
    if (known.map(KnownColumn::notNull).orElse(false)
        || model.schema().provesNotNull(table.name(), column)) {
      return;
    }
    table.stored().forEach(each -> searchNulls(each, column));
  }

  /// A partition may have it NOT NULL although its parent has not.
  private void searchNulls(QualifiedName stored, String column) {
    Optional<KnownTable> known = model.schema().table(stored);
    boolean notNull =
        known.flatMap(each -> each.column(column)).map(KnownColumn::notNull).orElse(false);
    if (!notNull && !model.schema().provesNotNull(stored, column)) {
      table
          .out()
          .work(
              model.table(stored),
              WorkEffect.Kind.SCAN,
              known.map(KnownTable::whole).orElse(false)
                  ? Likelihood.CERTAIN
                  : Likelihood.possible(
                      "unless a validated CHECK says that " + column + " is not null"));
    }
  }

  private void key(Constraint constraint, List<String> columns) {
    table.lock(LockMode.ACCESS_EXCLUSIVE);
    partitionsOfKey();
    boolean primary = constraint.kind() == Constraint.Kind.PRIMARY_KEY;
    Optional<QualifiedName> index =
        constraint.usingIndex().map(name -> new QualifiedName(table.name().schema(), name));
    List<String> keys =
        index.flatMap(model.schema()::index).map(KnownIndex::columns).orElse(columns);
    if (primary) {
      boolean nullable =
          keys.stream().anyMatch(key -> !table.column(key).map(KnownColumn::notNull).orElse(false));
      if (nullable && !table.isPartitioned()) {
        keys.forEach(this::searchNulls);
      } else if (nullable) {
        table.lockAll(LockMode.ACCESS_EXCLUSIVE);
      }
      if (index.isPresent() && keys.isEmpty()) {
        table.work(
            WorkEffect.Kind.SCAN,
            Likelihood.possible("unless every column of " + index.get() + " is NOT NULL"));
      }
    }
    if (index.isEmpty()) {
      table.build(indexName(constraint, columns));
    }
  }

  /// Each partition gets an index of its own.
  private void partitionsOfKey() {
    if (table.isPartitioned()) {
      table.lockHeirs(
          model.major() >= LOCKS_PARTITIONS_FOR_KEYS ? LockMode.ACCESS_EXCLUSIVE : LockMode.SHARE,
          Likelihood.CERTAIN);
    }
  }

  /// As `ChooseIndexName` in `src/backend/commands/indexcmds.c` names it.
  private String indexName(Constraint constraint, List<String> columns) {
    String suffix =
        switch (constraint.kind()) {
          case PRIMARY_KEY -> "_pkey";
          case EXCLUSION -> "_excl";
          default -> "_key";
        };
    String among =
        constraint.kind() == Constraint.Kind.PRIMARY_KEY || columns.isEmpty()
            ? ""
            : "_" + String.join("_", columns);
    return constraint.name().orElse(table.name().name() + among + suffix);
  }

  private void validate(String name) {
    table.lockAll(LockMode.SHARE_UPDATE_EXCLUSIVE);
    Optional<KnownConstraint> known = table.known().flatMap(each -> each.constraint(name));
    if (known.isEmpty()) {
      table.work(
          WorkEffect.Kind.SCAN, Likelihood.possible("unless " + name + " is validated already"));
      table
          .out()
          .unknown("whether " + name + " is a foreign key, and to which table, is not known");
      return;
    }
    if (known.get().validated()) {
      return;
    }
    table.work(WorkEffect.Kind.SCAN);
    known
        .get()
        .references()
        .ifPresent(
            referenced -> {
              lock(referenced, LockMode.ROW_SHARE);
              keys.read(referenced, PROBED);
            });
  }

  private void drop(DropConstraint drop) {
    table.lockAll(LockMode.ACCESS_EXCLUSIVE);
    Optional<KnownConstraint> known = table.known().flatMap(each -> each.constraint(drop.name()));
    if (known.isEmpty()) {
      if (!table.isWhole()) {
        table
            .out()
            .unknown(
                "if "
                    + drop.name()
                    + " is a foreign key, the table it points at is locked ACCESS EXCLUSIVE too");
      }
      return;
    }
    known
        .get()
        .references()
        .ifPresent(
            other -> {
              lock(other, LockMode.ACCESS_EXCLUSIVE);
              keys.dropped(other);
            });
    boolean key =
        known.get().kind() == Constraint.Kind.PRIMARY_KEY
            || known.get().kind() == Constraint.Kind.UNIQUE;
    if (key && drop.cascade()) {
      dropPointingAt(known.get().columns());
    }
  }

  /// The foreign keys that point at these columns are dropped too.
  void dropPointingAt(List<String> columns) {
    List<KnownTable> others = pointingAt(columns);
    others.forEach(other -> keys.holders(other.name()));
    if (!others.isEmpty()) {
      keys.dropped(table.name());
    }
  }

  /// The other tables whose foreign keys point at these columns.
  List<KnownTable> pointingAt(List<String> columns) {
    boolean primary =
        table.known().stream()
            .flatMap(known -> known.constraints().stream())
            .anyMatch(
                each ->
                    each.kind() == Constraint.Kind.PRIMARY_KEY && each.columns().equals(columns));
    return model.schema().referencing(table.name()).stream()
        .filter(
            other ->
                other.constraints().stream()
                    .filter(each -> pointsHere(each))
                    .flatMap(each -> each.definition().reference().stream())
                    .anyMatch(
                        reference ->
                            reference.columns().isEmpty()
                                ? primary
                                : reference.columns().equals(columns)))
        .toList();
  }

  private boolean pointsHere(KnownConstraint constraint) {
    return constraint.references().filter(table.name()::mayBe).isPresent();
  }

  private void alter(AlterConstraint alter) {
    table.lock(LockMode.ACCESS_EXCLUSIVE);
    table.lockHeirs(LockMode.ACCESS_EXCLUSIVE, Likelihood.possible("where it has the constraint"));
    if (alter.enforced().isEmpty()) {
      return;
    }
    Optional<KnownConstraint> known = table.known().flatMap(each -> each.constraint(alter.name()));
    if (known.isEmpty()) {
      table.out().unknown("which table " + alter.name() + " points at is not known");
      return;
    }
    if (known.get().enforced() == alter.enforced().get()) {
      return;
    }
    boolean enforced = alter.enforced().get();
    known
        .get()
        .references()
        .ifPresent(
            other -> {
              // Its triggers there are dropped, or made.
              if (!enforced) {
                keys.dropped(other);
              } else {
                keys.made(other);
                join(known.get().columns(), other);
              }
            });
  }
}
