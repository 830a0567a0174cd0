package dev.ballast.effect.schema;

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
import dev.ballast.sql.tree.Demand.Exclude;
import dev.ballast.sql.tree.Expression;
import dev.ballast.sql.tree.PartitionBound;
import dev.ballast.sql.tree.Persistence;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableAction;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import dev.ballast.sql.tree.TableStatement.CreateTable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What CREATE TABLE and ALTER TABLE make of the known schema. For one thread.
final class TableFold {
  private final KnownSchema schema;
  private final Moment moment;

  TableFold(KnownSchema schema, Moment moment) {
    this.schema = schema;
    this.moment = moment;
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
    sources(create)
        .flatMap(name -> schema.table(name).stream())
        .forEach(source -> draft.columns.addAll(source.columns()));
    create
        .partitionOf()
        .ifPresent(
            of -> {
              draft.partitionOf = Optional.of(of.parent());
              draft.defaultPartition = of.bound() instanceof PartitionBound.Default;
            });
    draft.partitioned = create.partitionBy().isPresent();
    create.partitionBy().stream()
        .flatMap(by -> by.keys().stream())
        .forEach(key -> draft.partitionKey.add(key.column().orElse("")));
    draft.inherits.addAll(create.origins().inherits());
    create.columns().forEach(column -> addColumn(draft, column));
    create.constraints().forEach(constraint -> addConstraint(draft, constraint));
    schema.put(draft.table());
  }

  private static Stream<QualifiedName> sources(CreateTable create) {
    return Stream.of(
            create.origins().likes().stream().map(like -> like.source()),
            create.origins().inherits().stream(),
            create.partitionOf().stream().map(of -> of.parent()))
        .flatMap(names -> names);
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
      case ValidateConstraint validate ->
          draft.constraints.replaceAll(
              each -> each.name().equals(validate.name()) ? each.asValidated() : each);
      case DropConstraint drop -> dropConstraint(draft, drop.name());
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
          draft.defaultPartition = false;
          return draft.table();
        });
  }

  private void column(TableDraft draft, ColumnAction action) {
    String name = action.column();
    switch (action) {
      case AddColumn add -> {
        boolean there = draft.columns.stream().anyMatch(each -> each.name().equals(name));
        if (!there) {
          addColumn(draft, add.definition());
        }
      }
      case DropColumn _ -> dropColumn(draft, name);
      case AlterType type ->
          draft.column(name, column -> column.withType(type.type(), type.collation()));
      case SetNotNull _ -> draft.column(name, column -> column.withNotNull(true));
      case DropNotNull _ -> draft.column(name, column -> column.withNotNull(false));
      case SetDefault set ->
          draft.column(name, column -> column.withDefault(Optional.of(set.value())));
      case DropDefault _ -> draft.column(name, column -> column.withDefault(Optional.empty()));
      case AddIdentity _ ->
          draft.column(name, column -> column.withGeneration(Generation.IDENTITY));
      case DropIdentity _ -> draft.column(name, column -> column.withGeneration(Generation.NONE));
      case SetExpression set ->
          draft.column(name, column -> column.withDefault(Optional.of(set.expression())));
      case DropExpression _ ->
          draft.column(
              name, column -> column.withGeneration(Generation.NONE).withDefault(Optional.empty()));
      case SetIdentity _, SetStatistics _, SetStorage _, SetCompression _, SetColumnOptions _ -> {}
    }
  }

  private void dropColumn(TableDraft draft, String name) {
    draft.columns.removeIf(column -> column.name().equals(name));
    draft.constraints.removeIf(
        constraint ->
            constraint.columns().contains(name)
                || Dependences.columns(constraint.definition()).contains(name));
    for (KnownIndex index : schema.indexesOf(draft.name)) {
      if (index.columns().contains(name)) {
        schema.dropIndex(index.name());
      }
    }
  }

  private void dropConstraint(TableDraft draft, String name) {
    draft.constraints.removeIf(constraint -> constraint.name().equals(name));
    for (KnownIndex index : schema.indexesOf(draft.name)) {
      if (index.ofConstraint().filter(name::equals).isPresent()) {
        schema.dropIndex(index.name());
      }
    }
  }

  private void addColumn(TableDraft draft, ColumnDefinition definition) {
    if (definition.type().isEmpty()) {
      return;
    }
    Generation generation = generation(definition);
    Optional<Expression> value =
        definition
            .constraint(Constraint.Kind.DEFAULT)
            .or(() -> definition.constraint(Constraint.Kind.GENERATED))
            .flatMap(Constraint::expression);
    boolean notNull =
        definition.constraint(Constraint.Kind.NOT_NULL).isPresent()
            || definition.constraint(Constraint.Kind.PRIMARY_KEY).isPresent()
            || generation == Generation.SERIAL
            || generation == Generation.IDENTITY;
    draft.columns.add(
        new KnownColumn(
            definition.name(),
            definition.type().get(),
            notNull,
            value,
            generation,
            definition.collation()));
    if (generation == Generation.SERIAL || generation == Generation.IDENTITY) {
      schema.put(
          new KnownSequence(
              beside(draft.name, draft.name.name() + "_" + definition.name() + "_seq"),
              Optional.of(draft.name),
              Optional.of(definition.name()),
              Optional.empty(),
              moment));
    }
    for (Constraint constraint : definition.constraints()) {
      addConstraint(draft, constraint, List.of(definition.name()));
    }
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

  private void addConstraint(TableDraft draft, Constraint constraint, List<String> columns) {
    String suffix =
        switch (constraint.kind()) {
          case CHECK -> "_check";
          case PRIMARY_KEY -> "_pkey";
          case UNIQUE -> "_key";
          case EXCLUSION -> "_excl";
          case FOREIGN_KEY -> "_fkey";
          case NOT_NULL -> "_not_null";
          case NULL, DEFAULT, IDENTITY, GENERATED -> "";
        };
    if (suffix.isEmpty()) {
      return;
    }
    String among =
        constraint.kind() == Constraint.Kind.PRIMARY_KEY ? "" : "_" + String.join("_", columns);
    String name =
        constraint
            .name()
            .or(constraint::usingIndex)
            .orElseGet(
                () -> free(draft, draft.name.name() + (among.equals("_") ? "" : among) + suffix));
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
    if (constraint.demand() instanceof Demand.Key key) {
      boolean plain = key.index().includes().isEmpty() && !key.withoutOverlaps();
      schema.put(
          new KnownIndex(
              beside(draft.name, name),
              draft.name,
              "btree",
              columns,
              true,
              false,
              plain,
              Optional.of(name),
              moment));
    } else if (constraint.demand() instanceof Exclude exclude) {
      schema.put(
          new KnownIndex(
              beside(draft.name, name),
              draft.name,
              exclude.method(),
              columns,
              false,
              exclude.where().isPresent(),
              exclude.index().includes().isEmpty(),
              Optional.of(name),
              moment));
    }
  }

  /// As `ChooseConstraintName` in `src/backend/catalog/pg_constraint.c` does: a number is added
  /// until nobody has the name.
  private static String free(TableDraft draft, String wanted) {
    String name = wanted;
    for (int i = 1; taken(draft, name); i++) {
      name = wanted + i;
    }
    return name;
  }

  private static boolean taken(TableDraft draft, String name) {
    return draft.constraints.stream().anyMatch(each -> each.name().equals(name));
  }

  private static QualifiedName beside(QualifiedName table, String name) {
    return new QualifiedName(table.schema(), name);
  }
}
