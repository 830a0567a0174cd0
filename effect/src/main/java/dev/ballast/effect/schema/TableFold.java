package dev.ballast.effect.schema;

import dev.ballast.effect.derived.ChosenName;
import dev.ballast.effect.schema.KnownColumn.Generation;
import dev.ballast.sql.tree.AlterAction;
import dev.ballast.sql.tree.AlterAction.OtherAction;
import dev.ballast.sql.tree.ColumnAction;
import dev.ballast.sql.tree.ColumnAction.AddColumn;
import dev.ballast.sql.tree.ColumnAction.AddIdentity;
import dev.ballast.sql.tree.ColumnAction.AlterType;
import dev.ballast.sql.tree.ColumnAction.DropColumn;
import dev.ballast.sql.tree.ColumnAction.DropDefault;
import dev.ballast.sql.tree.ColumnAction.DropExpression;
import dev.ballast.sql.tree.ColumnAction.DropIdentity;
import dev.ballast.sql.tree.ColumnAction.DropNotNull;
import dev.ballast.sql.tree.ColumnAction.SetColumnOptions;
import dev.ballast.sql.tree.ColumnAction.SetCompression;
import dev.ballast.sql.tree.ColumnAction.SetDefault;
import dev.ballast.sql.tree.ColumnAction.SetExpression;
import dev.ballast.sql.tree.ColumnAction.SetIdentity;
import dev.ballast.sql.tree.ColumnAction.SetNotNull;
import dev.ballast.sql.tree.ColumnAction.SetStatistics;
import dev.ballast.sql.tree.ColumnAction.SetStorage;
import dev.ballast.sql.tree.ColumnDefinition;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.ConstraintAction.AddConstraint;
import dev.ballast.sql.tree.ConstraintAction.AlterConstraint;
import dev.ballast.sql.tree.ConstraintAction.DropConstraint;
import dev.ballast.sql.tree.ConstraintAction.ValidateConstraint;
import dev.ballast.sql.tree.Demand;
import dev.ballast.sql.tree.Expression;
import dev.ballast.sql.tree.Like;
import dev.ballast.sql.tree.PartitionBound;
import dev.ballast.sql.tree.PartitionBy;
import dev.ballast.sql.tree.Persistence;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableAction;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import dev.ballast.sql.tree.TableStatement.CreateTable;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/// What CREATE TABLE and ALTER TABLE make of the known schema. For one thread.
final class TableFold {
  private final KnownSchema schema;
  private final Moment moment;
  private final DropFold drops;

  TableFold(KnownSchema schema, Moment moment) {
    this.schema = schema;
    this.moment = moment;
    this.drops = new DropFold(schema);
  }

  void create(CreateTable create) {
    if (create.ifNotExists() && schema.table(create.name()).filter(KnownTable::whole).isPresent()) {
      return;
    }
    // A LIKE, a parent or a type brings columns; they are known where their source is.
    boolean whole =
        create.origins().ofType().isEmpty()
            && sources(create)
                .allMatch(name -> schema.table(name).map(KnownTable::whole).orElse(false));
    TableDraft draft = new TableDraft(create.name(), whole, create.persistence(), moment);
    CopiedParts copied = new CopiedParts(schema, draft);
    create.origins().likes().forEach(copied::columns);
    parents(create).forEach(copied::inherit);
    create
        .partitionOf()
        .ifPresent(
            of -> {
              draft.partitionOf = Optional.of(of.parent());
              draft.bound = Optional.of(of.bound());
              draft.defaultPartition = of.bound() instanceof PartitionBound.Default;
            });
    draft.partitioned = create.partitionBy().isPresent();
    draft.strategy = create.partitionBy().map(PartitionBy::strategy);
    create.partitionBy().stream()
        .flatMap(by -> by.keys().stream())
        .forEach(key -> draft.partitionKey.add(key.column().orElse("")));
    draft.inherits.addAll(create.origins().inherits());
    MergedKeys keys = MergedKeys.of(create);
    create.columns().forEach(column -> addColumn(draft, column, keys::made));
    create
        .constraints()
        .forEach(
            constraint ->
                keys.made(constraint, constraint.columns())
                    .ifPresent(each -> addConstraint(draft, each)));
    create.origins().likes().forEach(like -> copyRest(draft, like));
    schema.put(draft.table());
  }

  private void copyRest(TableDraft draft, Like like) {
    for (KnownColumn column : CopiedParts.counted(schema, like)) {
      putSequence(draft.name, column.name());
    }
    for (KnownConstraint key : CopiedParts.keys(schema, like)) {
      // The names of a copy are chosen, however the originals are named.
      addConstraint(draft, key.definition().withoutName(), key.columns());
    }
    for (KnownIndex index : CopiedParts.indexes(schema, like)) {
      IndexDraft copy = IndexDraft.copy(index, draft.name);
      schema.put(copy.index(chosen(draft.name, copy.names(), "idx"), moment));
    }
  }

  /// A name for a relation beside the table that no relation has.
  QualifiedName chosen(QualifiedName table, List<String> columns, String label) {
    return beside(
        table,
        ChosenName.of(
            table.name(), columns, label, name -> schema.hasRelation(beside(table, name))));
  }

  private static Stream<QualifiedName> parents(CreateTable create) {
    return Stream.concat(
        create.origins().inherits().stream(), create.partitionOf().stream().map(of -> of.parent()));
  }

  private static Stream<QualifiedName> sources(CreateTable create) {
    return Stream.concat(create.origins().likes().stream().map(Like::source), parents(create));
  }

  void createAs(QualifiedName name, Persistence persistence) {
    schema.put(new TableDraft(name, false, persistence, moment).table());
  }

  void alter(AlterTable alter) {
    change(alter.name(), alter.actions());
    List<AlterAction> inherited = alter.actions().stream().filter(TableFold::isInherited).toList();
    if (!alter.only() && !inherited.isEmpty()) {
      schema.allHeirs(alter.name()).forEach(heir -> change(heir.name(), inherited));
    }
  }

  private void change(QualifiedName table, List<AlterAction> actions) {
    schema.change(
        table,
        known -> {
          TableDraft draft = new TableDraft(known);
          actions.forEach(action -> apply(draft, action));
          return draft.table();
        });
  }

  /// Keys stay with their table: those of a partition have names of their own.
  private static boolean isInherited(AlterAction action) {
    return switch (action) {
      case ColumnAction _, ValidateConstraint _, DropConstraint _ -> true;
      case AddConstraint(_, Constraint added) ->
          !added.checking().noInherit()
              && (added.kind() == Constraint.Kind.CHECK
                  || added.kind() == Constraint.Kind.NOT_NULL);
      case AlterConstraint _, TableAction _, OtherAction _ -> false;
    };
  }

  private void apply(TableDraft draft, AlterAction action) {
    switch (action) {
      case ColumnAction column -> column(draft, column);
      case AddConstraint add -> addConstraint(draft, add.constraint());
      case ValidateConstraint validate -> validate(draft, validate.name());
      case DropConstraint drop -> drops.constraint(draft, drop.name(), drop.cascade());
      case AlterConstraint change ->
          change
              .enforced()
              .ifPresent(
                  enforced ->
                      draft.constraints.replaceAll(
                          each ->
                              each.name().equals(change.name())
                                  ? each.asEnforced(enforced)
                                  : each));
      case TableAction.RowSecurity security ->
          draft.rowSecurity =
              switch (security.change()) {
                case ENABLE -> true;
                case DISABLE -> false;
                case FORCE, NO_FORCE -> draft.rowSecurity;
              };
      case TableAction.SetLogged logged ->
          draft.persistence = logged.logged() ? Persistence.PERMANENT : Persistence.UNLOGGED;
      case TableAction.Inherit inherit -> draft.inherits.add(inherit.parent());
      case TableAction.NoInherit inherit ->
          draft.inherits.removeIf(parent -> parent.mayBe(inherit.parent()));
      case TableAction.AttachPartition attach -> attach(draft.name, attach);
      case TableAction.DetachPartition detach -> detach(detach.partition());
      case TableAction.SetOptions _,
          TableAction.SetTablespace _,
          TableAction.SetAccessMethod _ -> {}
      case TableAction.ClusterOn _, TableAction.SetWithoutCluster _ -> {}
      case TableAction.SetOwner _, TableAction.ReplicaIdentity _, TableAction.SetWithoutOids _ -> {}
      case TableAction.ToggleTrigger _, TableAction.ToggleRule _ -> {}
      case TableAction.OfType _, TableAction.NotOfType _, OtherAction _ -> {}
    }
  }

  private void attach(QualifiedName parent, TableAction.AttachPartition attach) {
    schema.change(
        attach.partition(),
        table -> {
          TableDraft draft = new TableDraft(table);
          draft.partitionOf = Optional.of(parent);
          draft.bound = attach.bound();
          draft.defaultPartition =
              attach.bound().filter(PartitionBound.Default.class::isInstance).isPresent();
          return draft.table();
        });
  }

  private void detach(QualifiedName partition) {
    schema.change(
        partition,
        table -> {
          TableDraft draft = new TableDraft(table);
          draft.partitionOf = Optional.empty();
          draft.bound = Optional.empty();
          draft.defaultPartition = false;
          return draft.table();
        });
  }

  private void column(TableDraft draft, ColumnAction action) {
    String name = action.column();
    switch (action) {
      case AddColumn add -> {
        if (!draft.hasColumn(name)) {
          addColumn(draft, add.definition(), (constraint, beside) -> Optional.of(constraint));
        }
      }
      case DropColumn drop -> drops.column(draft, name, drop.cascade());
      case AlterType type ->
          draft.column(name, column -> column.withType(type.type(), type.collation()));
      case SetNotNull _ -> draft.column(name, column -> column.withNotNull(true));
      case DropNotNull _ -> {
        draft.column(name, column -> column.withNotNull(false));
        draft.constraints.removeIf(
            each -> each.kind() == Constraint.Kind.NOT_NULL && each.columns().contains(name));
      }
      case SetDefault set ->
          draft.column(
              name, column -> column.withoutDefault().withDefault(Optional.of(set.value())));
      case DropDefault _ -> draft.column(name, KnownColumn::withoutDefault);
      case AddIdentity _ -> {
        draft.column(name, column -> column.withGeneration(Generation.IDENTITY));
        putSequence(draft.name, name);
      }
      case DropIdentity _ -> {
        draft.column(name, column -> column.withGeneration(Generation.NONE));
        drops.sequencesOf(draft.name, name);
      }
      case SetExpression set ->
          draft.column(name, column -> column.withDefault(Optional.of(set.expression())));
      case DropExpression _ ->
          draft.column(
              name, column -> column.withGeneration(Generation.NONE).withDefault(Optional.empty()));
      case SetIdentity _, SetStatistics _, SetStorage _, SetCompression _, SetColumnOptions _ -> {}
    }
  }

  private static void validate(TableDraft draft, String name) {
    for (KnownConstraint each : draft.constraints) {
      if (each.name().equals(name) && each.kind() == Constraint.Kind.NOT_NULL) {
        each.columns().forEach(column -> draft.column(column, known -> known.withNotNull(true)));
      }
    }
    draft.constraints.replaceAll(each -> each.name().equals(name) ? each.asValidated() : each);
  }

  /// @param made what is made of a constraint beside a column
  private void addColumn(
      TableDraft draft,
      ColumnDefinition definition,
      BiFunction<Constraint, List<String>, Optional<Constraint>> made) {
    String name = definition.name();
    Generation generation = generation(definition);
    boolean counted = generation == Generation.SERIAL || generation == Generation.IDENTITY;
    boolean notNull =
        counted
            || definition.constraint(Constraint.Kind.NOT_NULL).isPresent()
            || definition.constraint(Constraint.Kind.PRIMARY_KEY).isPresent();
    Optional<Expression> value =
        definition
            .constraint(Constraint.Kind.DEFAULT)
            .or(() -> definition.constraint(Constraint.Kind.GENERATED))
            .flatMap(Constraint::expression);
    if (draft.hasColumn(name)) {
      draft.column(name, inherited -> inherited.mergedWith(notNull, value, generation));
    } else if (definition.type().isPresent()) {
      draft.columns.add(
          new KnownColumn(
              name, definition.type().get(), notNull, value, generation, definition.collation()));
    }
    if (counted) {
      putSequence(draft.name, name);
    }
    for (Constraint constraint : definition.constraints()) {
      made.apply(constraint, List.of(name))
          .ifPresent(each -> addConstraint(draft, each, List.of(name)));
    }
  }

  private void putSequence(QualifiedName table, String column) {
    schema.put(
        new KnownSequence(
            chosen(table, List.of(column), "seq"),
            Optional.of(table),
            Optional.of(column),
            Optional.empty(),
            moment));
  }

  private static Generation generation(ColumnDefinition definition) {
    if (definition.type().map(type -> type.isSerial()).orElse(false)) {
      return Generation.SERIAL;
    }
    if (definition.constraint(Constraint.Kind.IDENTITY).isPresent()) {
      return Generation.IDENTITY;
    }
    return definition
        .constraint(Constraint.Kind.GENERATED)
        .map(each -> each.virtual() ? Generation.VIRTUAL : Generation.STORED)
        .orElse(Generation.NONE);
  }

  private void addConstraint(TableDraft draft, Constraint constraint) {
    List<String> columns =
        constraint
            .usingIndex()
            .flatMap(index -> schema.index(beside(draft.name, index)))
            .map(KnownIndex::columns)
            .orElse(constraint.columns());
    addConstraint(draft, constraint, columns);
  }

  /// @param beside the columns of a table constraint, or the one that the constraint is beside
  private void addConstraint(TableDraft draft, Constraint constraint, List<String> beside) {
    List<String> columns = ConstraintName.columns(constraint, beside);
    Optional<String> label = ConstraintName.label(constraint.kind());
    if (label.isEmpty()) {
      return;
    }
    String name =
        constraint
            .name()
            .or(constraint::usingIndex)
            .orElseGet(
                () ->
                    ChosenName.of(
                        draft.name.name(),
                        ConstraintName.middle(constraint, columns),
                        label.get(),
                        wanted -> taken(draft, constraint, wanted)));
    draft.constraints.add(
        new KnownConstraint(
            name,
            constraint.kind(),
            columns,
            constraint.reference().map(reference -> reference.table()),
            !constraint.notValid(),
            !constraint.notEnforced(),
            constraint));
    boolean notNull =
        (constraint.kind() == Constraint.Kind.NOT_NULL && !constraint.notValid())
            || constraint.kind() == Constraint.Kind.PRIMARY_KEY;
    if (notNull) {
      columns.forEach(column -> draft.column(column, each -> each.withNotNull(true)));
    }
    index(draft, constraint, name, columns);
  }

  private boolean taken(TableDraft draft, Constraint constraint, String name) {
    QualifiedName qualified = beside(draft.name, name);
    return draft.constraints.stream().anyMatch(each -> each.name().equals(name))
        || schema.hasConstraint(qualified, draft.name)
        || (ConstraintName.isOfIndex(constraint.kind()) && schema.hasRelation(qualified));
  }

  private void index(TableDraft draft, Constraint constraint, String name, List<String> columns) {
    if (constraint.usingIndex().isPresent()) {
      QualifiedName used = beside(draft.name, constraint.usingIndex().get());
      schema
          .index(used)
          .ifPresent(
              index -> {
                schema.dropIndex(used);
                schema.put(index.ofConstraint(name, beside(draft.name, name)));
              });
      return;
    }
    Optional<IndexDraft> own =
        switch (constraint.demand()) {
          case Demand.Key key -> Optional.of(IndexDraft.of(draft.name, key, columns));
          case Demand.Exclude exclude -> Optional.of(IndexDraft.of(draft.name, exclude));
          case Demand.Nullable _,
              Demand.NotNull _,
              Demand.Default _,
              Demand.Check _,
              Demand.ForeignKey _ ->
              Optional.empty();
          case Demand.Identity _, Demand.Generated _ -> Optional.empty();
        };
    own.ifPresent(
        index -> schema.put(index.index(beside(draft.name, name), Optional.of(name), moment)));
  }

  private static QualifiedName beside(QualifiedName table, String name) {
    return new QualifiedName(table.schema(), name);
  }
}
