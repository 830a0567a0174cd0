package dev.ballast.effect.schema;

import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.DataStatement.Copy;
import dev.ballast.sql.tree.DataStatement.Delete;
import dev.ballast.sql.tree.DataStatement.Insert;
import dev.ballast.sql.tree.DataStatement.Merge;
import dev.ballast.sql.tree.DataStatement.Select;
import dev.ballast.sql.tree.DataStatement.Update;
import dev.ballast.sql.tree.DatabaseStatement;
import dev.ballast.sql.tree.Expression.ColumnReference;
import dev.ballast.sql.tree.GuardStatement.AlterEventTrigger;
import dev.ballast.sql.tree.GuardStatement.AlterPolicy;
import dev.ballast.sql.tree.GuardStatement.CreateEventTrigger;
import dev.ballast.sql.tree.GuardStatement.CreatePolicy;
import dev.ballast.sql.tree.GuardStatement.CreateRule;
import dev.ballast.sql.tree.GuardStatement.CreateTrigger;
import dev.ballast.sql.tree.IndexKey;
import dev.ballast.sql.tree.IndexStatement.AlterStatistics;
import dev.ballast.sql.tree.IndexStatement.CreateIndex;
import dev.ballast.sql.tree.IndexStatement.CreateStatistics;
import dev.ballast.sql.tree.IndexStatement.Reindex;
import dev.ballast.sql.tree.MaintenanceStatement;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectName;
import dev.ballast.sql.tree.ObjectStatement.AlterExtension;
import dev.ballast.sql.tree.ObjectStatement.ChangeOwner;
import dev.ballast.sql.tree.ObjectStatement.Comment;
import dev.ballast.sql.tree.ObjectStatement.CreateExtension;
import dev.ballast.sql.tree.ObjectStatement.CreateSchema;
import dev.ballast.sql.tree.ObjectStatement.Drop;
import dev.ballast.sql.tree.ObjectStatement.Rename;
import dev.ballast.sql.tree.ObjectStatement.SecurityLabel;
import dev.ballast.sql.tree.ObjectStatement.SetSchema;
import dev.ballast.sql.tree.Persistence;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Query;
import dev.ballast.sql.tree.ReplicationStatement.AlterPublication;
import dev.ballast.sql.tree.ReplicationStatement.AlterSubscription;
import dev.ballast.sql.tree.ReplicationStatement.CreatePublication;
import dev.ballast.sql.tree.ReplicationStatement.CreateSubscription;
import dev.ballast.sql.tree.ReplicationStatement.DropSubscription;
import dev.ballast.sql.tree.RoleStatement;
import dev.ballast.sql.tree.RoutineParameter.Mode;
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
import dev.ballast.sql.tree.TypeStatement;
import dev.ballast.sql.tree.TypeStatement.AlterDomain;
import dev.ballast.sql.tree.TypeStatement.AlterEnumAddValue;
import dev.ballast.sql.tree.TypeStatement.AlterEnumRenameValue;
import dev.ballast.sql.tree.TypeStatement.CreateCompositeType;
import dev.ballast.sql.tree.TypeStatement.CreateDomain;
import dev.ballast.sql.tree.TypeStatement.CreateEnum;
import dev.ballast.sql.tree.ViewStatement.CreateView;
import dev.ballast.sql.tree.ViewStatement.RefreshMaterializedView;
import dev.ballast.sql.tree.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What one statement makes of the known schema. For one thread.
final class SchemaFold {
  private final KnownSchema schema;
  private final Moment moment;
  private final TableFold tables;
  private final BodyFold bodies;

  SchemaFold(KnownSchema schema, Moment moment) {
    this(schema, moment, 0);
  }

  /// @param depth how many bodies the statement stands in
  SchemaFold(KnownSchema schema, Moment moment, int depth) {
    this.schema = schema;
    this.moment = moment;
    this.bodies = new BodyFold(schema, moment, depth);
    this.tables = new TableFold(schema, moment);
  }

  void apply(Statement statement) {
    switch (statement) {
      case CreateTable create -> tables.create(create);
      case AlterTable alter -> alter(alter);
      case CreateTableAs create -> createAs(create);
      case Select(Query query) -> {
        query.into().ifPresent(into -> tables.createAs(into, Persistence.PERMANENT));
        bodies.calls(query);
      }
      case Do block -> bodies.run(block);
      case Call call -> bodies.run(call.call());
      case CreateIndex create -> index(create);
      case CreateView view -> view(view.name(), false, view.columns(), view.query());
      case CreateSchema create -> create.elements().forEach(this::apply);
      case Drop drop -> drop.objects().forEach(object -> drop(drop.kind(), object));
      case Rename rename -> rename(rename);
      case SetSchema set -> setSchema(set);
      case CreateSequence create ->
          schema.put(
              new KnownSequence(
                  create.name(),
                  Optional.empty(),
                  Optional.empty(),
                  create.options().start(),
                  moment));
      case AlterSequence alter -> sequence(alter);
      case CreateFunction create -> routine(create);
      case CreateTrigger create -> trigger(create);
      case CreatePolicy create -> addTo(create.table(), draft -> draft.policies.add(create.name()));
      case CreatePublication create ->
          schema.put(
              new KnownPublication(
                  create.name(),
                  create.allTables(),
                  create.tables().stream().map(each -> each.table().name()).toList()));
      case AlterPublication alter -> publication(alter);
      case TypeStatement type -> type(type);
      // What leaves the known schema as it is.
      case CreateForeignTable _, ImportForeignSchema _, AlterTableAll _ -> {}
      case Truncate _, LockTable _, Insert _, Update _, Delete _, Merge _, Copy _ -> {}
      case Reindex _, CreateStatistics _, AlterStatistics _, RefreshMaterializedView _ -> {}
      case AlterPolicy _, CreateRule _, CreateEventTrigger _, AlterEventTrigger _ -> {}
      case AlterFunction _, CreateExtension _, AlterExtension _ -> {}
      case ChangeOwner _, Comment _, SecurityLabel _ -> {}
      case CreateSubscription _, AlterSubscription _, DropSubscription _ -> {}
      case RoleStatement _, SessionStatement _, DatabaseStatement _, MaintenanceStatement _ -> {}
      case OtherStatement _ -> {}
    }
  }

  private void type(TypeStatement statement) {
    switch (statement) {
      case CreateEnum create ->
          schema.put(new KnownType.EnumType(create.name(), create.values(), moment));
      case AlterEnumAddValue add -> addValue(add);
      case AlterEnumRenameValue rename -> renameValue(rename);
      case CreateDomain create ->
          schema.put(
              new KnownType.DomainType(
                  create.name(),
                  create.type(),
                  create.constraints().stream().anyMatch(SchemaFold::constrains),
                  moment));
      case AlterDomain alter -> alterDomain(alter);
      case CreateCompositeType create -> schema.put(new KnownType.OtherType(create.name(), moment));
    }
  }

  private void alter(AlterTable alter) {
    switch (alter.kind()) {
      case TABLE, FOREIGN_TABLE -> tables.alter(alter);
      default -> {}
    }
  }

  private void createAs(CreateTableAs create) {
    if (create.kind() == ObjectKind.MATERIALIZED_VIEW) {
      create.query().ifPresent(query -> view(create.name(), true, List.of(), query));
    } else {
      tables.createAs(create.name(), create.persistence());
    }
  }

  private void view(QualifiedName name, boolean materialized, List<String> columns, Query query) {
    Walk walk = Walk.of(query);
    schema.put(
        new KnownView(
            name,
            materialized,
            query,
            List.copyOf(walk.relations()),
            walk.every(ColumnReference.class).stream()
                .map(ColumnReference::column)
                .distinct()
                .toList(),
            ViewColumns.of(columns, query, schema),
            moment));
  }

  private void index(CreateIndex create) {
    List<String> columns = new ArrayList<>();
    create.keys().forEach(key -> columns.add(key.column().orElse("")));
    String name =
        create
            .name()
            .orElseGet(() -> create.table().name() + "_" + String.join("_", columns) + "_idx");
    QualifiedName qualified = new QualifiedName(create.table().schema(), name);
    if (schema.index(qualified).isEmpty()) {
      schema.put(
          new KnownIndex(
              qualified,
              create.table(),
              create.shape().method(),
              columns,
              create.shape().unique(),
              create.shape().where().isPresent(),
              create.shape().includes().isEmpty()
                  && create.keys().stream().allMatch(SchemaFold::isPlain),
              Optional.empty(),
              moment));
    }
  }

  private void trigger(CreateTrigger create) {
    addTo(create.table(), draft -> draft.triggers.add(create.name()));
    schema.put(new KnownTrigger(create.name(), create.table(), create.function()));
  }

  private void dropTrigger(QualifiedName table, String name) {
    addTo(table, draft -> draft.triggers.remove(name));
    schema.dropTrigger(table, name);
  }

  private static boolean isPlain(IndexKey key) {
    return key.column().isPresent()
        && key.collation().isEmpty()
        && key.operatorClass().isEmpty()
        && !key.descending()
        && key.nullsFirst().isEmpty();
  }

  private void drop(ObjectKind kind, ObjectName object) {
    switch (kind) {
      case TABLE, FOREIGN_TABLE -> schema.dropTable(object.name());
      case INDEX -> schema.dropIndex(object.name());
      case VIEW, MATERIALIZED_VIEW -> schema.dropView(object.name());
      case TYPE, DOMAIN -> schema.dropType(object.name());
      case SEQUENCE -> schema.dropSequence(object.name());
      case FUNCTION, PROCEDURE, ROUTINE -> schema.dropRoutine(object.name());
      case PUBLICATION -> schema.dropPublication(object.name().name());
      case SCHEMA -> schema.dropSchema(object.name().name());
      case TRIGGER ->
          object.relation().ifPresent(table -> dropTrigger(table, object.name().name()));
      case POLICY ->
          object
              .relation()
              .ifPresent(
                  table -> addTo(table, draft -> draft.policies.remove(object.name().name())));
      default -> {}
    }
  }

  private void rename(Rename rename) {
    Optional<QualifiedName> relation = rename.relation();
    switch (rename.kind()) {
      case TABLE, VIEW, MATERIALIZED_VIEW, INDEX, SEQUENCE ->
          relation.ifPresent(from -> renameRelation(from, rename.newName()));
      case COLUMN ->
          relation.ifPresent(table -> renameColumn(table, rename.oldName(), rename.newName()));
      case CONSTRAINT ->
          relation.ifPresent(
              table ->
                  addTo(
                      table,
                      draft ->
                          draft.constraints.replaceAll(
                              each ->
                                  each.name().equals(rename.oldName())
                                      ? each.withName(rename.newName())
                                      : each)));
      default -> {}
    }
  }

  private void renameRelation(QualifiedName from, String newName) {
    QualifiedName to = new QualifiedName(from.schema(), newName);
    if (schema.table(from).isPresent()) {
      schema.renameTable(from, to);
    }
    schema
        .view(from)
        .ifPresent(
            view -> {
              schema.dropView(from);
              schema.put(view.withName(to));
            });
    schema
        .index(from)
        .ifPresent(
            index -> {
              schema.dropIndex(from);
              schema.put(index.withName(to));
            });
  }

  private void renameColumn(QualifiedName table, String from, String to) {
    addTo(
        table,
        draft -> {
          draft.column(from, column -> column.withName(to));
          draft.constraints.replaceAll(constraint -> constraint.withColumn(from, to));
        });
    for (KnownIndex index : schema.indexesOf(table)) {
      schema.put(index.withColumn(from, to));
    }
  }

  private void setSchema(SetSchema set) {
    if (set.kind() == ObjectKind.TABLE) {
      QualifiedName from = set.name().name();
      schema.renameTable(from, QualifiedName.of(set.newSchema(), from.name()));
    }
  }

  private void sequence(AlterSequence alter) {
    schema
        .sequence(alter.name())
        .ifPresent(
            known ->
                schema.put(
                    new KnownSequence(
                        known.name(),
                        known.table(),
                        known.column(),
                        alter.options().restartWith().or(known::restartedAt),
                        known.born())));
  }

  private void routine(CreateFunction create) {
    List<String> types =
        create.parameters().stream()
            .filter(each -> each.mode() != Mode.OUT && each.mode() != Mode.TABLE)
            .map(each -> each.type().canonical())
            .toList();
    schema.put(new KnownRoutine(create.name(), types, create, moment));
  }

  private void publication(AlterPublication alter) {
    for (KnownPublication known : schema.publications()) {
      if (!known.name().equals(alter.name())) {
        continue;
      }
      List<QualifiedName> named = alter.tables().stream().map(each -> each.table().name()).toList();
      List<QualifiedName> members = new ArrayList<>(known.tables());
      switch (alter.action()) {
        case ADD -> members.addAll(named);
        case DROP -> members.removeIf(each -> named.stream().anyMatch(each::mayBe));
        case SET -> {
          members.clear();
          members.addAll(named);
        }
        case SET_OPTIONS -> {}
      }
      schema.put(new KnownPublication(known.name(), known.allTables(), members));
    }
  }

  private void addValue(AlterEnumAddValue add) {
    if (schema.type(add.name()).orElse(null) instanceof KnownType.EnumType known) {
      List<String> values = new ArrayList<>(known.values());
      if (!values.contains(add.value())) {
        values.add(add.value());
      }
      schema.put(new KnownType.EnumType(known.name(), values, known.born()));
    }
  }

  private void renameValue(AlterEnumRenameValue rename) {
    if (schema.type(rename.name()).orElse(null) instanceof KnownType.EnumType known) {
      List<String> values =
          known.values().stream()
              .map(value -> value.equals(rename.oldValue()) ? rename.newValue() : value)
              .toList();
      schema.put(new KnownType.EnumType(known.name(), values, known.born()));
    }
  }

  private void alterDomain(AlterDomain alter) {
    boolean constrains =
        alter.action() == AlterDomain.Action.SET_NOT_NULL
            || alter.constraint().filter(SchemaFold::constrains).isPresent();
    if (constrains
        && schema.type(alter.name()).orElse(null) instanceof KnownType.DomainType known) {
      schema.put(new KnownType.DomainType(known.name(), known.base(), true, known.born()));
    }
  }

  private static boolean constrains(Constraint constraint) {
    return constraint.kind() == Constraint.Kind.CHECK
        || constraint.kind() == Constraint.Kind.NOT_NULL;
  }

  private void addTo(QualifiedName table, Consumer<TableDraft> change) {
    schema.change(
        table,
        known -> {
          TableDraft draft = new TableDraft(known);
          change.accept(draft);
          return draft.table();
        });
  }
}
