package dev.ballast.effect.schema;

import dev.ballast.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which tables may point at a name: by a foreign key, as heirs, by an index, by the name of a
/// constraint; which sequences may be a table's; whether a view or a routine may read a relation. A
/// link is only ever added: who follows one looks whether it still holds. For one
/// thread.
final class SchemaLinks {
  private final Map<QualifiedName, List<QualifiedName>> referencing;
  private final Map<QualifiedName, List<QualifiedName>> heirs;
  private final Map<QualifiedName, List<QualifiedName>> indexed;
  private final Map<QualifiedName, List<QualifiedName>> constrained;
  private final Map<String, List<QualifiedName>> sequences;
  private final Set<QualifiedName> read;

  /// Names that some object lost, so that another may have them now.
  private final Set<QualifiedName> freed;

  SchemaLinks() {
    freed = new HashSet<>();
    referencing = new LinkedHashMap<>();
    heirs = new LinkedHashMap<>();
    indexed = new LinkedHashMap<>();
    constrained = new LinkedHashMap<>();
    sequences = new HashMap<>();
    read = new HashSet<>();
  }

  SchemaLinks(SchemaLinks from) {
    referencing = new LinkedHashMap<>(from.referencing);
    heirs = new LinkedHashMap<>(from.heirs);
    indexed = new LinkedHashMap<>(from.indexed);
    constrained = new LinkedHashMap<>(from.constrained);
    sequences = new HashMap<>(from.sequences);
    read = new HashSet<>(from.read);
    freed = new HashSet<>(from.freed);
  }

  void add(KnownTable table) {
    QualifiedName key = KnownSchema.key(table.name());
    table.partitionOf().ifPresent(parent -> linkTo(heirs, parent, key));
    table.inherits().forEach(parent -> linkTo(heirs, parent, key));
    for (KnownConstraint constraint : table.constraints()) {
      constraint.references().ifPresent(to -> linkTo(referencing, to, key));
      linkTo(constrained, new QualifiedName(key.schema(), constraint.name()), key);
    }
  }

  void add(KnownIndex index) {
    linkTo(indexed, index.table(), KnownSchema.key(index.name()));
  }

  void add(KnownSequence sequence) {
    sequence
        .table()
        .ifPresent(table -> link(sequences, table.name(), KnownSchema.key(sequence.name())));
  }

  void add(KnownView view) {
    view.reads().forEach(relation -> read.add(KnownSchema.key(relation)));
  }

  void add(KnownRoutine routine) {
    routine.columnsRead().forEach(each -> read.add(KnownSchema.key(each.relation())));
  }

  /// What reads a relation continues to read it under its new name.
  void follow(QualifiedName from, QualifiedName to) {
    if (isRead(from)) {
      read.add(KnownSchema.key(to));
    }
  }

  boolean isRead(QualifiedName relation) {
    return read.contains(KnownSchema.key(relation));
  }

  /// The sequences of tables of that name.
  List<QualifiedName> sequences(String table) {
    return sequences.getOrDefault(table, List.of());
  }

  List<QualifiedName> referencing(QualifiedName table) {
    return referencing.getOrDefault(KnownSchema.key(table), List.of());
  }

  List<QualifiedName> heirs(QualifiedName table) {
    return heirs.getOrDefault(KnownSchema.key(table), List.of());
  }

  List<QualifiedName> indexes(QualifiedName table) {
    return indexed.getOrDefault(KnownSchema.key(table), List.of());
  }

  /// The tables with a constraint of that name.
  List<QualifiedName> constrained(QualifiedName constraint) {
    return constrained.getOrDefault(KnownSchema.key(constraint), List.of());
  }

  void free(QualifiedName name) {
    freed.add(KnownSchema.key(name));
  }

  boolean isFreed(QualifiedName name) {
    return freed.contains(KnownSchema.key(name));
  }

  private static void linkTo(
      Map<QualifiedName, List<QualifiedName>> links, QualifiedName to, QualifiedName from) {
    link(links, KnownSchema.key(to), from);
  }

  private static <K> void link(Map<K, List<QualifiedName>> links, K to, QualifiedName from) {
    List<QualifiedName> known = links.getOrDefault(to, List.of());
    if (!known.contains(from)) {
      List<QualifiedName> more = new ArrayList<>(known);
      more.add(from);
      links.put(to, List.copyOf(more));
    }
  }
}
