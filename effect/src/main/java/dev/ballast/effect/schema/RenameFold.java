package dev.ballast.effect.schema;

import dev.ballast.effect.schema.KnownReader.Kind;
import dev.ballast.sql.tree.ObjectName;
import dev.ballast.sql.tree.ObjectStatement.Rename;
import dev.ballast.sql.tree.ObjectStatement.SetSchema;
import dev.ballast.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What RENAME and SET SCHEMA make of the known schema: PostgreSQL keeps what depends on an object
/// by its identity, so that everything follows the new name. For one thread.
final class RenameFold {
  private final KnownSchema schema;

  RenameFold(KnownSchema schema) {
    this.schema = schema;
  }

  void rename(Rename rename) {
    Optional<QualifiedName> relation = rename.relation();
    String newName = rename.newName();
    switch (rename.kind()) {
      case TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW, INDEX, SEQUENCE ->
          relation.ifPresent(from -> relation(from, new QualifiedName(from.schema(), newName)));
      case COLUMN -> relation.ifPresent(table -> column(table, rename.oldName(), newName));
      case CONSTRAINT -> relation.ifPresent(table -> constraint(table, rename.oldName(), newName));
      case TRIGGER -> relation.ifPresent(table -> trigger(table, rename.oldName(), newName));
      case POLICY -> relation.ifPresent(table -> policy(table, rename.oldName(), newName));
      case RULE ->
          relation.ifPresent(table -> named(Set.of(Kind.RULE), table, rename.oldName(), newName));
      case TYPE, DOMAIN ->
          rename
              .object()
              .map(ObjectName::name)
              .ifPresent(from -> type(from, new QualifiedName(from.schema(), newName)));
      case FUNCTION, PROCEDURE, ROUTINE ->
          rename
              .object()
              .ifPresent(
                  object -> routine(object, new QualifiedName(object.name().schema(), newName)));
      case SCHEMA -> schemaItself(rename.oldName(), newName);
      case PUBLICATION -> publication(rename.oldName(), newName);
      default -> {}
    }
  }

  void setSchema(SetSchema set) {
    QualifiedName from = set.name().name();
    QualifiedName to = QualifiedName.of(set.newSchema(), from.name());
    switch (set.kind()) {
      case TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW, SEQUENCE -> relation(from, to);
      case TYPE, DOMAIN -> type(from, to);
      case FUNCTION, PROCEDURE, ROUTINE -> routine(set.name(), to);
      default -> {}
    }
  }

  /// `ALTER TABLE` renames any relation, so that the name decides and not the word.
  private void relation(QualifiedName from, QualifiedName to) {
    List<KnownTable> ofRowType = schema.tablesUsing(from);
    boolean moves = !KnownSchema.key(from).schema().equals(KnownSchema.key(to).schema());
    schema.renameTable(from, to);
    schema.renameView(from, to);
    schema.renameSequence(from, to);
    schema.index(from).ifPresent(index -> index(index, to));
    if (schema.hasRelation(to)) {
      columns(ofRowType, from, to);
    }
    if (moves) {
      for (KnownIndex index : schema.indexesOf(to)) {
        put(index, beside(to, index.name()));
      }
      for (KnownSequence sequence : schema.sequences()) {
        if (sequence.ownedBy(KnownSchema.key(to))) {
          schema.renameSequence(sequence.name(), beside(to, sequence.name()));
        }
      }
    }
  }

  private static QualifiedName beside(QualifiedName relation, QualifiedName name) {
    return new QualifiedName(relation.schema(), name.name());
  }

  private void put(KnownIndex index, QualifiedName to) {
    schema.dropIndex(index.name());
    schema.put(index.withName(to));
  }

  /// A constraint has the name of its index.
  private void index(KnownIndex index, QualifiedName to) {
    put(index, to);
    index
        .ofConstraint()
        .ifPresent(
            constraint -> {
              schema.put(index.ofConstraint(to.name(), to));
              names(index.table(), constraint, to.name());
            });
  }

  private void constraint(QualifiedName table, String from, String to) {
    names(table, from, to);
    schema.allHeirs(table).forEach(heir -> inherited(heir, from, to));
    for (KnownIndex index : schema.indexesOf(table)) {
      if (index.ofConstraint().filter(from::equals).isPresent()) {
        schema.dropIndex(index.name());
        schema.put(index.ofConstraint(to, new QualifiedName(index.name().schema(), to)));
      }
    }
  }

  private void inherited(KnownTable heir, String from, String to) {
    if (heir.constraint(from).filter(KnownConstraint::isInherited).isPresent()) {
      names(heir.name(), from, to);
    }
  }

  private void names(QualifiedName table, String from, String to) {
    schema.draft(
        table,
        draft ->
            draft.constraints.replaceAll(
                each -> each.name().equals(from) ? each.withName(to) : each));
  }

  private void column(QualifiedName relation, String from, String to) {
    if (schema.view(relation).isPresent()) {
      schema.view(relation).ifPresent(view -> schema.put(view.withColumn(from, to)));
    } else {
      ownColumn(relation, from, to);
      schema.allHeirs(relation).forEach(heir -> ownColumn(heir.name(), from, to));
    }
    RenamedColumn renamed = new RenamedColumn(from, to);
    for (KnownTable pointing : schema.referencing(relation)) {
      schema.draft(
          pointing.name(),
          draft -> draft.constraints.replaceAll(each -> each.withReferenced(relation, renamed)));
    }
    for (KnownView view : schema.viewsReading(relation)) {
      schema.put(view.withColumnRead(relation, renamed));
    }
    schema.replaceRoutines(
        routine -> routine.withColumnsRead(read -> read.withColumn(relation, renamed)));
    schema.attached().replace(reader -> reader.withColumn(relation, renamed));
  }

  private void ownColumn(QualifiedName table, String from, String to) {
    RenamedColumn renamed = new RenamedColumn(from, to);
    schema.draft(
        table,
        draft -> {
          draft.columns.replaceAll(column -> column.withColumn(renamed));
          draft.constraints.replaceAll(constraint -> constraint.withColumn(renamed));
          draft.partitionKey.replaceAll(key -> key.equals(from) ? to : key);
        });
    for (KnownIndex index : schema.indexesOf(table)) {
      schema.put(index.withColumn(renamed));
    }
    for (KnownSequence sequence : schema.sequences()) {
      if (sequence.ownedBy(KnownSchema.key(table))
          && sequence.column().filter(from::equals).isPresent()) {
        schema.put(sequence.withOwner(sequence.table(), Optional.of(to)));
      }
    }
  }

  private void policy(QualifiedName table, String from, String to) {
    schema.draft(table, draft -> draft.policies.replaceAll(each -> each.equals(from) ? to : each));
    named(Set.of(Kind.POLICY_USING, Kind.POLICY_CHECK), table, from, to);
  }

  private void named(Set<Kind> kinds, QualifiedName table, String from, String to) {
    schema
        .attached()
        .replace(
            each ->
                kinds.contains(each.kind()) && each.name().equals(from) && each.isOn(table)
                    ? each.withName(to)
                    : each);
  }

  private void trigger(QualifiedName table, String from, String to) {
    schema.draft(table, draft -> draft.triggers.replaceAll(each -> each.equals(from) ? to : each));
    named(Set.of(Kind.TRIGGER), table, from, to);
    schema
        .attached()
        .replaceTriggers(
            each ->
                each.name().equals(from) && isSame(each.table(), table) ? each.withName(to) : each);
  }

  private void type(QualifiedName from, QualifiedName to) {
    Optional<KnownType> type = schema.type(from);
    if (type.isEmpty()) {
      return;
    }
    List<KnownTable> using = schema.tablesUsing(from);
    schema.dropType(from);
    schema.put(type.get().withName(to));
    columns(using, from, to);
  }

  private void columns(List<KnownTable> using, QualifiedName from, QualifiedName to) {
    for (KnownTable table : using) {
      schema.draft(
          table.name(),
          draft -> draft.columns.replaceAll(column -> column.withTypeRenamed(from, to)));
    }
  }

  private void routine(ObjectName object, QualifiedName to) {
    QualifiedName from = object.name();
    List<KnownRoutine> before = schema.routines(from);
    schema.dropRoutine(from, KnownRoutine.types(object));
    List<KnownRoutine> moved = new ArrayList<>(before);
    moved.removeAll(schema.routines(from));
    moved.forEach(each -> schema.put(each.withName(to)));
    if (schema.routines(from).isEmpty()) {
      schema
          .attached()
          .replaceTriggers(each -> isSame(each.function(), from) ? each.withFunction(to) : each);
    }
  }

  private void publication(String from, String to) {
    schema
        .attached()
        .replace(
            each ->
                each.kind() == Kind.PUBLICATION && each.name().equals(from)
                    ? each.withName(to)
                    : each);
    for (KnownPublication publication : schema.publications()) {
      if (publication.name().equals(from)) {
        schema.dropPublication(from);
        schema.put(new KnownPublication(to, publication.allTables(), publication.tables()));
      }
    }
  }

  private void schemaItself(String from, String to) {
    schema.tables().stream()
        .map(KnownTable::name)
        .filter(name -> isIn(name, from))
        .forEach(name -> relation(name, QualifiedName.of(to, name.name())));
    schema.views().stream()
        .map(KnownView::name)
        .filter(name -> isIn(name, from))
        .forEach(name -> relation(name, QualifiedName.of(to, name.name())));
    schema.sequences().stream()
        .map(KnownSequence::name)
        .filter(name -> isIn(name, from))
        .forEach(name -> schema.renameSequence(name, QualifiedName.of(to, name.name())));
    schema.typeNames().stream()
        .filter(name -> isIn(name, from))
        .forEach(name -> type(name, QualifiedName.of(to, name.name())));
    schema.routineNames().stream()
        .filter(name -> isIn(name, from))
        .forEach(name -> routine(ObjectName.of(name), QualifiedName.of(to, name.name())));
  }

  private static boolean isSame(QualifiedName one, QualifiedName other) {
    return KnownSchema.key(one).equals(KnownSchema.key(other));
  }

  private static boolean isIn(QualifiedName name, String schemaName) {
    return KnownSchema.key(name).schema().filter(schemaName::equals).isPresent();
  }
}
