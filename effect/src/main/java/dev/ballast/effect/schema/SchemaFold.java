package dev.ballast.effect.schema;

import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.DataStatement;
import dev.ballast.sql.tree.DataStatement.Copy;
import dev.ballast.sql.tree.DataStatement.Delete;
import dev.ballast.sql.tree.DataStatement.Insert;
import dev.ballast.sql.tree.DataStatement.Merge;
import dev.ballast.sql.tree.DataStatement.Select;
import dev.ballast.sql.tree.DataStatement.Update;
import dev.ballast.sql.tree.DatabaseStatement;
import dev.ballast.sql.tree.Expression.FunctionCall;
import dev.ballast.sql.tree.GuardStatement.AlterEventTrigger;
import dev.ballast.sql.tree.GuardStatement.AlterPolicy;
import dev.ballast.sql.tree.GuardStatement.CreateEventTrigger;
import dev.ballast.sql.tree.GuardStatement.CreatePolicy;
import dev.ballast.sql.tree.GuardStatement.CreateRule;
import dev.ballast.sql.tree.GuardStatement.CreateTrigger;
import dev.ballast.sql.tree.IndexStatement.AlterStatistics;
import dev.ballast.sql.tree.IndexStatement.CreateIndex;
import dev.ballast.sql.tree.IndexStatement.CreateStatistics;
import dev.ballast.sql.tree.IndexStatement.Reindex;
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
import dev.ballast.sql.tree.TypeStatement.CreateRange;
import dev.ballast.sql.tree.ViewStatement.CreateView;
import dev.ballast.sql.tree.ViewStatement.RefreshMaterializedView;
import dev.ballast.sql.tree.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What one statement makes of the known schema. For one thread.
final class SchemaFold {
  private final KnownSchema schema;
  private final Moment moment;
  private final TableFold tables;
  private final BodyFold bodies;
  private final AttachmentFold attachments;

  SchemaFold(KnownSchema schema, Moment moment) {
    this(schema, moment, 0);
  }

  /// @param depth how many bodies the statement stands in
  SchemaFold(KnownSchema schema, Moment moment, int depth) {
    this.schema = schema;
    this.moment = moment;
    this.bodies = new BodyFold(schema, moment, depth);
    this.tables = new TableFold(schema, moment);
    this.attachments = new AttachmentFold(schema);
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
      case Drop drop -> new DropFold(schema).drop(drop);
      case Rename rename -> new RenameFold(schema).rename(rename);
      case SetSchema set -> new RenameFold(schema).setSchema(set);
      case CreateSequence create -> sequence(create);
      case AlterSequence alter -> sequence(alter);
      case CreateFunction create -> routine(create);
      case CreateTrigger create -> attachments.trigger(create);
      case CreatePolicy create -> attachments.policy(create);
      case AlterPolicy alter -> attachments.policy(alter);
      case CreateRule create -> attachments.rule(create);
      case CreatePublication create -> attachments.publication(create);
      case AlterPublication alter -> attachments.publication(alter);
      case TypeStatement type -> type(type);
      // What leaves the known schema as it is.
      case CreateForeignTable _, ImportForeignSchema _, AlterTableAll _ -> {}
      case Truncate _, LockTable _, Insert _, Update _, Delete _, Merge _, Copy _ -> {}
      case Reindex _, CreateStatistics _, AlterStatistics _, RefreshMaterializedView _ -> {}
      case CreateEventTrigger _, AlterEventTrigger _ -> {}
      case AlterFunction _, CreateExtension _, AlterExtension _ -> {}
      case ChangeOwner _, Comment _, SecurityLabel _ -> {}
      case CreateSubscription _, AlterSubscription _, DropSubscription _ -> {}
      case RoleStatement _, SessionStatement _, DatabaseStatement _, MaintenanceStatement _ -> {}
      case OtherStatement _ -> {}
    }
  }

  /// Whether the statement is seen at once to change nothing; others may change nothing, too.
  static boolean leavesAsItIs(Statement statement) {
    return switch (statement) {
      case Select(Query query) ->
          query.into().isEmpty()
              && query.targets().stream()
                  .noneMatch(target -> target.value() instanceof FunctionCall);
      case Statement other -> other instanceof DataStatement || other instanceof SessionStatement;
    };
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
      case CreateRange create -> {
        schema.put(new KnownType.OtherType(create.name(), moment));
        schema.put(new KnownType.OtherType(create.multirangeName(), moment));
      }
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
    if (create.ifNotExists() && schema.hasRelation(create.name())) {
      return;
    }
    if (create.kind() == ObjectKind.MATERIALIZED_VIEW) {
      create.query().ifPresent(query -> view(create.name(), true, List.of(), query));
    } else {
      tables.createAs(create.name(), create.persistence());
    }
  }

  private void view(QualifiedName name, boolean materialized, List<String> columns, Query query) {
    // CREATE OR REPLACE leaves the view that others use in its place.
    Moment born = schema.view(name).map(KnownView::born).orElse(moment);
    schema.put(
        new KnownView(
            name,
            materialized,
            query,
            List.copyOf(Walk.of(query).relations()),
            ColumnSearch.of(query, schema),
            ViewColumns.of(columns, query, schema),
            born));
  }

  private void index(CreateIndex create) {
    QualifiedName name = KnownIndex.nameOf(create, schema);
    if (schema.index(name).isEmpty()) {
      schema.put(IndexDraft.of(create).index(name, moment));
    }
  }

  private void sequence(CreateSequence create) {
    if (!create.ifNotExists() || schema.sequence(create.name()).isEmpty()) {
      KnownSequence sequence =
          new KnownSequence(
              create.name(), Optional.empty(), Optional.empty(), create.options().start(), moment);
      schema.put(owned(sequence, create.options().ownedBy()));
    }
  }

  /// The sequence of the column after OWNED BY, which drops it: `schema`, `table`, `column`.
  private static KnownSequence owned(KnownSequence sequence, List<String> owner) {
    int last = owner.size() - 1;
    if (last < 0) {
      return sequence;
    }
    if (last == 0) {
      return sequence.withOwner(Optional.empty(), Optional.empty());
    }
    QualifiedName table =
        new QualifiedName(
            last > 1 ? Optional.of(owner.get(last - 2)) : Optional.empty(), owner.get(last - 1));
    return sequence.withOwner(Optional.of(table), Optional.of(owner.get(last)));
  }

  private void sequence(AlterSequence alter) {
    schema
        .sequence(alter.name())
        .ifPresent(
            known ->
                schema.put(
                    owned(
                        new KnownSequence(
                            known.name(),
                            known.table(),
                            known.column(),
                            alter.options().restartWith().or(known::restartedAt),
                            known.born()),
                        alter.options().ownedBy())));
  }

  private void routine(CreateFunction create) {
    List<String> types =
        create.parameters().stream()
            .filter(each -> each.mode() != Mode.OUT && each.mode() != Mode.TABLE)
            .map(each -> each.type().canonical())
            .toList();
    List<ColumnRead> read =
        create.atomicBody().stream()
            .flatMap(statement -> ColumnSearch.of(statement, schema).stream())
            .distinct()
            .toList();
    List<QualifiedName> relations =
        create.atomicBody().stream()
            .flatMap(statement -> Walk.of(statement).relations().stream())
            .distinct()
            .toList();
    schema.put(new KnownRoutine(create.name(), types, create, relations, read, moment));
  }

  private void addValue(AlterEnumAddValue add) {
    if (schema.type(add.name()).orElse(null) instanceof KnownType.EnumType known) {
      List<String> values = new ArrayList<>(known.values());
      if (!values.contains(add.value())) {
        values.add(
            add.neighbour().map(each -> place(values, each)).orElse(values.size()), add.value());
      }
      schema.put(new KnownType.EnumType(known.name(), values, known.born()));
    }
  }

  private static int place(List<String> values, AlterEnumAddValue.Neighbour neighbour) {
    int at = values.indexOf(neighbour.value());
    return at < 0 ? values.size() : neighbour.after() ? at + 1 : at;
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
}
