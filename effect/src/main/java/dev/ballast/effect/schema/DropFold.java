package dev.ballast.effect.schema;

import dev.ballast.effect.schema.KnownColumn.Generation;
import dev.ballast.effect.schema.KnownReader.Kind;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectName;
import dev.ballast.sql.tree.ObjectStatement.Drop;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Reference;
import dev.ballast.sql.tree.TypeName;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// What DROP takes out of the known schema, and what goes with it: by itself, or by CASCADE
/// ([Dependency Tracking](https://www.postgresql.org/docs/18/ddl-depend.html)). For one thread.
final class DropFold {
  private final KnownSchema schema;

  DropFold(KnownSchema schema) {
    this.schema = schema;
  }

  void drop(Drop drop) {
    drop.objects().forEach(object -> drop(drop.kind(), object, drop.cascade()));
  }

  private void drop(ObjectKind kind, ObjectName object, boolean cascade) {
    QualifiedName name = object.name();
    switch (kind) {
      case TABLE, FOREIGN_TABLE -> table(name, cascade);
      case INDEX -> index(name, cascade);
      case VIEW, MATERIALIZED_VIEW -> view(name, cascade);
      case TYPE, DOMAIN -> type(name, cascade);
      case SEQUENCE -> sequence(name, cascade);
      case FUNCTION, PROCEDURE, ROUTINE -> routine(object, cascade);
      case PUBLICATION -> {
        schema.dropPublication(name.name());
        schema.attached().drop(Set.of(Kind.PUBLICATION), name.name(), _ -> true);
      }
      case SCHEMA -> inSchema(name.name());
      case TRIGGER -> object.relation().ifPresent(table -> trigger(table, name.name()));
      case POLICY -> object.relation().ifPresent(table -> policy(table, name.name()));
      case RULE ->
          object
              .relation()
              .ifPresent(
                  table ->
                      schema
                          .attached()
                          .drop(Set.of(Kind.RULE), name.name(), each -> each.isOn(table)));
      default -> {}
    }
  }

  /// Foreign keys depend on the unique index that they were made for.
  private void index(QualifiedName name, boolean cascade) {
    if (cascade) {
      schema
          .index(name)
          .filter(KnownIndex::unique)
          .ifPresent(
              index -> foreignKeysTo(index.table(), key -> KeyTargets.needs(schema, key, index)));
    }
    schema.dropIndex(name);
  }

  private void table(QualifiedName name, boolean cascade) {
    List<KnownTable> heirs =
        schema.heirs(name).stream()
            .filter(heir -> cascade || heir.partitionOf().isPresent())
            .toList();
    if (cascade) {
      foreignKeysTo(name, _ -> true);
      viewsOn(name, _ -> true);
      readersOf(name);
    }
    schema.dropTable(name);
    heirs.forEach(heir -> table(heir.name(), cascade));
  }

  private void view(QualifiedName name, boolean cascade) {
    schema.dropView(name);
    if (cascade) {
      viewsOn(name, _ -> true);
      readersOf(name);
    }
  }

  private void viewsOn(QualifiedName relation, Predicate<KnownView> affected) {
    for (KnownView view : schema.viewsReading(relation)) {
      if (affected.test(view) && schema.view(view.name()).isPresent()) {
        view(view.name(), true);
      }
    }
  }

  private void foreignKeysTo(QualifiedName table, Predicate<KnownConstraint> affected) {
    for (KnownTable other : schema.referencing(table)) {
      schema.draft(
          other.name(),
          draft ->
              draft.constraints.removeIf(each -> pointsAt(each, table) && affected.test(each)));
    }
  }

  /// Takes a column out of a table that a statement changes.
  void column(TableDraft draft, String name, boolean cascade) {
    Set<String> own = new HashSet<>(Set.of(name));
    draft.columns.stream()
        .filter(column -> column.isComputed() && reads(column, name))
        .forEach(column -> own.add(column.name()));
    for (String column : own) {
      if (cascade) {
        referencedBy(draft, column);
      }
      draft.columns.removeIf(each -> each.name().equals(column));
      draft.constraints.removeIf(each -> each.columns().contains(column));
      for (KnownIndex index : schema.indexesOf(draft.name)) {
        if (index.needs(column)) {
          schema.dropIndex(index.name());
        }
      }
      sequencesOf(draft.name, column);
    }
  }

  /// Drops the sequences that the column owns.
  void sequencesOf(QualifiedName table, String column) {
    for (KnownSequence sequence : schema.sequences()) {
      if (sequence.ownedBy(KnownSchema.key(table))
          && sequence.column().filter(column::equals).isPresent()) {
        schema.dropSequence(sequence.name());
      }
    }
  }

  private static boolean reads(KnownColumn column, String other) {
    return column
        .defaultValue()
        .filter(value -> Dependences.columns(value).contains(other))
        .isPresent();
  }

  /// What CASCADE takes with a column beside the parts of its own table.
  private void referencedBy(TableDraft draft, String column) {
    viewsOn(draft.name, view -> view.readsColumn(draft.name, column));
    for (KnownRoutine routine : schema.routinesReading(draft.name, column)) {
      schema.dropRoutine(routine.name(), Optional.of(routine.argumentTypes()));
    }
    schema.readers().stream()
        .filter(each -> each.readsColumn(draft.name, column))
        .forEach(each -> reader(draft, each));
    List<String> key =
        draft.constraints.stream()
            .filter(each -> each.kind() == Constraint.Kind.PRIMARY_KEY)
            .flatMap(each -> each.columns().stream())
            .toList();
    Predicate<KnownConstraint> pointing = each -> referenced(each, key).contains(column);
    foreignKeysTo(draft.name, pointing);
    draft.constraints.removeIf(each -> pointsAt(each, draft.name) && pointing.test(each));
  }

  private void reader(TableDraft draft, KnownReader reader) {
    if (reader.isOn(draft.name)) {
      draft.policies.remove(reader.name());
      draft.triggers.remove(reader.name());
    }
    reader(reader);
  }

  /// The columns at the far side of a foreign key.
  private static List<String> referenced(KnownConstraint foreignKey, List<String> primaryKey) {
    return foreignKey
        .definition()
        .reference()
        .map(Reference::columns)
        .filter(columns -> !columns.isEmpty())
        .orElse(primaryKey);
  }

  private static boolean pointsAt(KnownConstraint constraint, QualifiedName table) {
    return constraint
        .references()
        .map(KnownSchema::key)
        .filter(KnownSchema.key(table)::equals)
        .isPresent();
  }

  /// Takes a constraint out of a table that a statement changes.
  void constraint(TableDraft draft, String name, boolean cascade) {
    List<String> primaryKey =
        draft.constraints.stream()
            .filter(each -> each.kind() == Constraint.Kind.PRIMARY_KEY)
            .flatMap(each -> each.columns().stream())
            .toList();
    for (KnownConstraint constraint : List.copyOf(draft.constraints)) {
      if (!constraint.name().equals(name)) {
        continue;
      }
      draft.constraints.remove(constraint);
      if (constraint.kind() == Constraint.Kind.NOT_NULL) {
        constraint.columns().forEach(each -> draft.column(each, known -> known.withNotNull(false)));
      }
      if (cascade && ConstraintName.isOfIndex(constraint.kind())) {
        Set<String> key = Set.copyOf(constraint.columns());
        Predicate<KnownConstraint> pointing =
            each -> Set.copyOf(referenced(each, primaryKey)).equals(key);
        foreignKeysTo(draft.name, pointing);
        draft.constraints.removeIf(each -> pointsAt(each, draft.name) && pointing.test(each));
      }
    }
    for (KnownIndex index : schema.indexesOf(draft.name)) {
      if (index.ofConstraint().filter(name::equals).isPresent()) {
        schema.dropIndex(index.name());
      }
    }
  }

  private void type(QualifiedName name, boolean cascade) {
    schema.dropType(name);
    if (cascade) {
      for (KnownTable table : schema.tablesUsing(name)) {
        List<String> columns =
            table.columns().stream()
                .filter(column -> isOf(column.type(), name))
                .map(KnownColumn::name)
                .toList();
        schema.draft(table.name(), draft -> columns.forEach(column -> column(draft, column, true)));
      }
    }
  }

  private static boolean isOf(TypeName type, QualifiedName name) {
    return KnownSchema.key(type.name()).equals(KnownSchema.key(name));
  }

  private void sequence(QualifiedName name, boolean cascade) {
    if (cascade) {
      QualifiedName key = KnownSchema.key(name);
      for (KnownTable table : schema.tablesFedBy(name)) {
        schema.draft(
            table.name(),
            draft ->
                draft.columns.replaceAll(
                    column -> takesFrom(column, key) ? column.withoutDefault() : column));
      }
    }
    schema.dropSequence(name);
  }

  private boolean takesFrom(KnownColumn column, QualifiedName sequence) {
    boolean own =
        column.generation() == Generation.SERIAL
            && schema
                .sequence(sequence)
                .flatMap(KnownSequence::column)
                .filter(column.name()::equals)
                .isPresent();
    return own
        || column
            .defaultValue()
            .filter(value -> Dependences.takesFrom(value, sequence))
            .isPresent();
  }

  private void routine(ObjectName object, boolean cascade) {
    QualifiedName name = object.name();
    schema.dropRoutine(name, KnownRoutine.types(object));
    if (cascade && schema.routines(name).isEmpty()) {
      schema.triggersCalling(name).forEach(each -> trigger(each.table(), each.name()));
      QualifiedName key = KnownSchema.key(name);
      for (KnownView view : schema.views()) {
        if (Dependences.calls(view.query(), key)) {
          view(view.name(), true);
        }
      }
      for (KnownTable table : schema.tablesCalling(name)) {
        schema.draft(table.name(), draft -> forget(draft, key));
      }
    }
  }

  private void forget(TableDraft draft, QualifiedName function) {
    draft.constraints.removeIf(
        each ->
            each.kind() == Constraint.Kind.CHECK && Dependences.calls(each.definition(), function));
    for (KnownColumn column : List.copyOf(draft.columns)) {
      if (column.defaultValue().filter(value -> Dependences.calls(value, function)).isPresent()) {
        if (column.isComputed()) {
          column(draft, column.name(), true);
        } else {
          draft.column(column.name(), KnownColumn::withoutDefault);
        }
      }
    }
  }

  private void policy(QualifiedName table, String name) {
    schema.draft(table, draft -> draft.policies.remove(name));
    schema
        .attached()
        .drop(Set.of(Kind.POLICY_USING, Kind.POLICY_CHECK), name, each -> each.isOn(table));
  }

  /// Takes a policy, a rule, a trigger, or a table's part in a publication.
  private void reader(KnownReader reader) {
    switch (reader.kind()) {
      case POLICY_USING, POLICY_CHECK -> policy(reader.table(), reader.name());
      case TRIGGER -> trigger(reader.table(), reader.name());
      case RULE, PUBLICATION ->
          schema
              .attached()
              .drop(Set.of(reader.kind()), reader.name(), each -> each.isOn(reader.table()));
    }
  }

  private void readersOf(QualifiedName relation) {
    schema.readers().stream().filter(each -> each.reads(relation)).forEach(this::reader);
    schema.routines().stream()
        .filter(routine -> routine.reads(relation))
        .forEach(each -> schema.dropRoutine(each.name(), Optional.of(each.argumentTypes())));
  }

  private void trigger(QualifiedName table, String name) {
    schema.draft(table, draft -> draft.triggers.remove(name));
    schema.attached().dropTrigger(table, name);
  }

  /// Without CASCADE there is nothing in the schema, so that it makes no difference.
  private void inSchema(String name) {
    Predicate<QualifiedName> inside =
        each -> KnownSchema.key(each).schema().filter(name::equals).isPresent();
    schema.tables().stream()
        .filter(table -> inside.test(table.name()))
        .forEach(table -> table(table.name(), true));
    schema.views().stream()
        .filter(view -> inside.test(view.name()))
        .forEach(view -> view(view.name(), true));
    schema.sequences().stream()
        .filter(sequence -> inside.test(sequence.name()))
        .forEach(sequence -> sequence(sequence.name(), true));
    schema.typeNames().stream().filter(inside).forEach(type -> type(type, true));
    schema.dropSchema(name);
  }
}
