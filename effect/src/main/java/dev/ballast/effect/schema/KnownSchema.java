package dev.ballast.effect.schema;

import dev.ballast.sql.script.Script;
import dev.ballast.sql.script.ScriptPart;
import dev.ballast.sql.tree.ParsedStatement.Understood;
import dev.ballast.sql.tree.Parser;
import dev.ballast.sql.tree.Persistence;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// What is known of a schema: outside of this package it can only be asked. For one thread.
///
/// A [ChangingSchema] changes it while it goes through statements.
///
/// Names without a schema are taken to mean `public`: the `search_path` of the session that will
/// run a migration is not known here.
public final class KnownSchema {
  private static final String DEFAULT_SCHEMA = "public";

  private final Map<QualifiedName, KnownTable> tables;
  private final Map<QualifiedName, KnownIndex> indexes;
  private final Map<QualifiedName, KnownView> views;
  private final Map<QualifiedName, KnownType> types;
  private final Map<QualifiedName, KnownSequence> sequences;
  private final Map<QualifiedName, List<KnownRoutine>> routines;
  private final Map<String, KnownPublication> publications;
  private final Attachments attached;
  private final SchemaLinks links;

  private KnownSchema(KnownSchema from) {
    tables = new LinkedHashMap<>(from.tables);
    indexes = new LinkedHashMap<>(from.indexes);
    views = new LinkedHashMap<>(from.views);
    types = new LinkedHashMap<>(from.types);
    sequences = new LinkedHashMap<>(from.sequences);
    routines = new LinkedHashMap<>(from.routines);
    publications = new LinkedHashMap<>(from.publications);
    attached = new Attachments(from.attached);
    links = new SchemaLinks(from.links);
  }

  private KnownSchema() {
    tables = new LinkedHashMap<>();
    indexes = new LinkedHashMap<>();
    views = new LinkedHashMap<>();
    types = new LinkedHashMap<>();
    sequences = new LinkedHashMap<>();
    routines = new LinkedHashMap<>();
    publications = new LinkedHashMap<>();
    attached = new Attachments();
    links = new SchemaLinks();
  }

  /// Nothing is known.
  public static KnownSchema unknown() {
    return new KnownSchema();
  }

  /// What a script makes that ran before all migrations, such as `pg_dump --schema-only` writes.
  /// What the parser refuses adds nothing.
  public static KnownSchema after(Script script) {
    KnownSchema schema = unknown();
    Parser parser = Parser.postgres18();
    for (ScriptPart part : script.parts()) {
      if (part instanceof ScriptPart.Sql sql
          && parser.parse(script.text(sql)) instanceof Understood(Statement statement)) {
        schema.apply(statement, Moment.BEFORE_ALL);
      }
    }
    return schema;
  }

  KnownSchema copy() {
    return new KnownSchema(this);
  }

  void apply(Statement statement, Moment moment) {
    new SchemaFold(this, moment).apply(statement);
  }

  public Optional<KnownTable> table(QualifiedName name) {
    return Optional.ofNullable(tables.get(key(name)));
  }

  public Optional<KnownIndex> index(QualifiedName name) {
    return Optional.ofNullable(indexes.get(key(name)));
  }

  public Optional<KnownView> view(QualifiedName name) {
    return Optional.ofNullable(views.get(key(name)));
  }

  public Optional<KnownType> type(QualifiedName name) {
    return Optional.ofNullable(types.get(key(name)));
  }

  public Optional<KnownSequence> sequence(QualifiedName name) {
    return Optional.ofNullable(sequences.get(key(name)));
  }

  /// Every overload, oldest first.
  public List<KnownRoutine> routines(QualifiedName name) {
    return routines.getOrDefault(key(name), List.of());
  }

  /// The routines whose body of parsed SQL reads that column.
  public List<KnownRoutine> routinesReading(QualifiedName relation, String column) {
    if (!links.isRead(relation)) {
      return List.of();
    }
    return routines.values().stream()
        .flatMap(List::stream)
        .filter(routine -> routine.readsColumn(relation, column))
        .toList();
  }

  public List<KnownRoutine> routines() {
    return routines.values().stream().flatMap(List::stream).toList();
  }

  public List<KnownPublication> publications() {
    return List.copyOf(publications.values());
  }

  public List<KnownTable> tables() {
    return List.copyOf(tables.values());
  }

  public List<KnownView> views() {
    return List.copyOf(views.values());
  }

  public List<KnownSequence> sequences() {
    return List.copyOf(sequences.values());
  }

  /// Those that a column of the table owns, in whatever schema where a name says none.
  public List<KnownSequence> sequencesOf(QualifiedName table) {
    return links.sequences(table.name()).stream()
        .map(sequences::get)
        .filter(each -> each != null && each.table().filter(table::mayBe).isPresent())
        .toList();
  }

  public List<KnownIndex> indexesOf(QualifiedName table) {
    QualifiedName key = key(table);
    return links.indexes(key).stream()
        .map(indexes::get)
        .filter(index -> index != null && key(index.table()).equals(key))
        .toList();
  }

  /// The tables with a foreign key to that one.
  public List<KnownTable> referencing(QualifiedName table) {
    QualifiedName key = key(table);
    return links.referencing(key).stream()
        .map(tables::get)
        .filter(
            other ->
                other != null
                    && other.constraints().stream()
                        .flatMap(constraint -> constraint.references().stream())
                        .anyMatch(to -> key(to).equals(key)))
        .toList();
  }

  /// The partitions and inheriting tables directly below.
  public List<KnownTable> heirs(QualifiedName table) {
    QualifiedName key = key(table);
    return links.heirs(key).stream()
        .map(tables::get)
        .filter(
            other ->
                other != null
                    && (other.partitionOf().map(KnownSchema::key).filter(key::equals).isPresent()
                        || other.inherits().stream().map(KnownSchema::key).anyMatch(key::equals)))
        .toList();
  }

  /// The partitions and inheriting tables on every level below.
  public List<KnownTable> allHeirs(QualifiedName table) {
    return Heirs.of(this, table);
  }

  public Optional<KnownTable> defaultPartition(QualifiedName parent) {
    return heirs(parent).stream().filter(KnownTable::defaultPartition).findFirst();
  }

  /// The views whose query reads the relation.
  public List<KnownView> viewsReading(QualifiedName relation) {
    if (!links.isRead(relation)) {
      return List.of();
    }
    QualifiedName key = key(relation);
    return views.values().stream()
        .filter(view -> view.reads().stream().map(KnownSchema::key).anyMatch(key::equals))
        .toList();
  }

  /// The tables with a column of that type.
  public List<KnownTable> tablesUsing(QualifiedName type) {
    QualifiedName key = key(type);
    return tables.values().stream()
        .filter(
            table ->
                table.columns().stream().anyMatch(column -> key(column.type().name()).equals(key)))
        .toList();
  }

  /// Whether a table is known to have a trigger of that name.
  public boolean hasTrigger(QualifiedName table, String name) {
    return attached.hasTrigger(table, name);
  }

  /// The triggers that call the function.
  public List<KnownTrigger> triggersCalling(QualifiedName function) {
    return attached.calling(function);
  }

  /// The policies, rules, triggers and publications that read something.
  public List<KnownReader> readers() {
    return attached.readers();
  }

  Attachments attached() {
    return attached;
  }

  /// The tables with a column whose default takes its values from the sequence.
  public List<KnownTable> tablesFedBy(QualifiedName sequence) {
    return Dependences.fedBy(this, sequence);
  }

  /// The tables where a default, a generated column or a CHECK calls the function.
  public List<KnownTable> tablesCalling(QualifiedName function) {
    return tables().stream().filter(table -> Dependences.calls(table, key(function))).toList();
  }

  /// True where nobody else uses the relation yet: [Moment#isFirstUseOf]. What is temporary is used
  /// by no other session.
  public boolean bornIn(QualifiedName relation, Moment moment) {
    QualifiedName key = key(relation);
    Optional<Moment> born =
        table(key)
            .map(KnownTable::born)
            .or(() -> view(key).map(KnownView::born))
            .or(() -> index(key).map(KnownIndex::born))
            .or(() -> sequence(key).map(KnownSequence::born));
    return isTemporary(key) || born.filter(moment::isFirstUseOf).isPresent();
  }

  /// `pg_temp` is an alias for the session's own schema, `pg_temp_3`.
  private boolean isTemporary(QualifiedName key) {
    String in = key.schema().orElse("");
    return in.equals("pg_temp")
        || in.startsWith("pg_temp_")
        || (tables.containsKey(key) && tables.get(key).persistence() == Persistence.TEMPORARY);
  }

  /// Whether another object had the name before, so that what names it may mean that one.
  public boolean isReused(QualifiedName name) {
    return links.isFreed(name);
  }

  /// The same name with the schema it is taken to be in.
  public static QualifiedName key(QualifiedName name) {
    return name.schema().isPresent() ? name : QualifiedName.of(DEFAULT_SCHEMA, name.name());
  }

  void put(KnownTable given) {
    KnownTable table = given.withoutParents(parent -> isBelow(parent, given.name()));
    tables.put(key(table.name()), table);
    links.add(table);
  }

  /// Whether a parent is the table itself or one of its heirs, which the server refuses.
  private boolean isBelow(QualifiedName parent, QualifiedName table) {
    return key(parent).equals(key(table))
        || allHeirs(table).stream().anyMatch(heir -> key(heir.name()).equals(key(parent)));
  }

  /// Changes a table that may be known only by name. A view of that name is no table.
  void change(QualifiedName name, UnaryOperator<KnownTable> change) {
    if (view(name).isEmpty()) {
      put(change.apply(table(name).orElseGet(() -> KnownTable.named(name))));
    }
  }

  void draft(QualifiedName table, Consumer<TableDraft> change) {
    change(
        table,
        known -> {
          TableDraft draft = new TableDraft(known);
          change.accept(draft);
          return draft.table();
        });
  }

  /// Whether a relation of any kind has the name.
  public boolean hasRelation(QualifiedName name) {
    QualifiedName key = key(name);
    return tables.containsKey(key)
        || indexes.containsKey(key)
        || views.containsKey(key)
        || sequences.containsKey(key);
  }

  /// Whether another table of the schema has a constraint of that name.
  boolean hasConstraint(QualifiedName name, QualifiedName besides) {
    return links.constrained(name).stream()
        .filter(table -> !table.equals(key(besides)))
        .map(tables::get)
        .anyMatch(table -> table != null && table.constraint(name.name()).isPresent());
  }

  public List<KnownType> types() {
    return List.copyOf(types.values());
  }

  List<QualifiedName> typeNames() {
    return List.copyOf(types.keySet());
  }

  List<QualifiedName> routineNames() {
    return List.copyOf(routines.keySet());
  }

  void put(KnownIndex index) {
    indexes.put(key(index.name()), index);
    links.add(index);
  }

  void put(KnownView view) {
    links.add(view);
    views.put(key(view.name()), view);
  }

  void put(KnownType type) {
    types.put(key(type.name()), type);
  }

  void put(KnownSequence sequence) {
    links.add(sequence);
    sequences.put(key(sequence.name()), sequence);
  }

  void put(KnownPublication publication) {
    publications.put(publication.name(), publication);
  }

  /// Takes the place of an overload with the same argument types.
  void put(KnownRoutine routine) {
    links.add(routine);
    List<KnownRoutine> overloads = new ArrayList<>(routines(routine.name()));
    overloads.removeIf(other -> other.argumentTypes().equals(routine.argumentTypes()));
    overloads.add(routine);
    routines.put(key(routine.name()), List.copyOf(overloads));
  }

  void dropTable(QualifiedName name) {
    QualifiedName key = key(name);
    List<KnownTable> partitions =
        heirs(name).stream().filter(heir -> heir.partitionOf().isPresent()).toList();
    indexesOf(name).forEach(index -> indexes.remove(key(index.name())));
    tables.remove(key);
    links.free(name);
    partitions.forEach(heir -> dropTable(heir.name()));
    attached.dropRelation(key);
    sequences.values().removeIf(sequence -> sequence.ownedBy(key));
  }

  void dropIndex(QualifiedName name) {
    indexes.remove(key(name));
  }

  void dropView(QualifiedName name) {
    QualifiedName key = key(name);
    if (views.remove(key) != null) {
      links.free(name);
      indexesOf(name).forEach(index -> indexes.remove(key(index.name())));
      attached.dropRelation(key);
    }
  }

  void dropType(QualifiedName name) {
    links.free(name);
    types.remove(key(name));
  }

  void dropSequence(QualifiedName name) {
    links.free(name);
    sequences.remove(key(name));
  }

  /// Drops the overload with those arguments, or the only one where a statement names none.
  void dropRoutine(QualifiedName name, Optional<List<String>> arguments) {
    links.free(name);
    List<KnownRoutine> others =
        routines(name).stream()
            .filter(
                each -> arguments.filter(types -> !types.equals(each.argumentTypes())).isPresent())
            .toList();
    if (others.isEmpty()) {
      routines.remove(key(name));
    } else {
      routines.put(key(name), others);
    }
  }

  void dropPublication(String name) {
    publications.remove(name);
  }

  /// Forgets everything in a schema.
  void dropSchema(String schema) {
    Stream.of(tables, indexes, views, types, sequences, routines)
        .forEach(objects -> objects.keySet().removeIf(name -> isIn(name, schema)));
  }

  private static boolean isIn(QualifiedName name, String schema) {
    return name.schema().filter(schema::equals).isPresent();
  }

  /// Gives a table another name; what points at it follows.
  void renameTable(QualifiedName from, QualifiedName to) {
    Optional<KnownTable> table = table(from);
    if (table.isEmpty()) {
      return;
    }
    links.free(from);
    List<KnownTable> below = heirs(from);
    List<KnownTable> pointing = referencing(from);
    List<KnownIndex> own = indexesOf(from);
    tables.remove(key(from));
    put(table.get().withName(to));
    below.forEach(heir -> change(heir.name(), known -> known.withParent(from, to)));
    for (KnownTable other : pointing) {
      QualifiedName name = key(other.name()).equals(key(from)) ? to : other.name();
      change(name, known -> known.withReference(from, to));
    }
    sequences.replaceAll(
        (name, sequence) ->
            sequence.ownedBy(key(from))
                ? sequence.withOwner(Optional.of(to), sequence.column())
                : sequence);
    sequences.values().forEach(links::add);
    publications.replaceAll((name, publication) -> publication.withRenamed(from, to));
    follow(from, to, own);
  }

  /// Gives a view another name; what reads it follows.
  void renameView(QualifiedName from, QualifiedName to) {
    List<KnownIndex> own = indexesOf(from);
    KnownView view = views.remove(key(from));
    if (view != null) {
      links.free(from);
      put(view.withName(to));
      follow(from, to, own);
    }
  }

  private void follow(QualifiedName from, QualifiedName to, List<KnownIndex> own) {
    links.follow(from, to);
    own.forEach(index -> put(index.withTable(to)));
    views.replaceAll((name, view) -> view.withRenamed(from, to));
    replaceRoutines(
        routine ->
            routine
                .withColumnsRead(read -> read.withRelation(from, to))
                .withReads(each -> key(each).equals(key(from)) ? to : each));
    attached.renameRelation(from, to);
  }

  void renameSequence(QualifiedName from, QualifiedName to) {
    KnownSequence sequence = sequences.remove(key(from));
    if (sequence != null) {
      links.free(from);
      put(sequence.withName(to));
    }
  }

  void replaceRoutines(UnaryOperator<KnownRoutine> change) {
    routines.replaceAll((name, overloads) -> overloads.stream().map(change).toList());
  }

  /// True where a validated CHECK proves that the column holds no null.
  public boolean provesNotNull(QualifiedName table, String column) {
    return table(table).filter(known -> known.provesNotNull(column)).isPresent();
  }
}
