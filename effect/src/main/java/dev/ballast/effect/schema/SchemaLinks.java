package dev.ballast.effect.schema;

import dev.ballast.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which tables may point at a name: by a foreign key, as heirs, by an index, by the name of a
/// constraint. A link is only ever added: who follows one looks whether it still holds. For one
/// thread.
final class SchemaLinks {
  private final Map<QualifiedName, List<QualifiedName>> referencing;
  private final Map<QualifiedName, List<QualifiedName>> heirs;
  private final Map<QualifiedName, List<QualifiedName>> indexed;
  private final Map<QualifiedName, List<QualifiedName>> constrained;

  /// Names that some object lost, so that another may have them now.
  private final Set<QualifiedName> freed;

  SchemaLinks() {
    freed = new HashSet<>();
    referencing = new LinkedHashMap<>();
    heirs = new LinkedHashMap<>();
    indexed = new LinkedHashMap<>();
    constrained = new LinkedHashMap<>();
  }

  SchemaLinks(SchemaLinks from) {
    referencing = new LinkedHashMap<>(from.referencing);
    heirs = new LinkedHashMap<>(from.heirs);
    indexed = new LinkedHashMap<>(from.indexed);
    constrained = new LinkedHashMap<>(from.constrained);
    freed = new HashSet<>(from.freed);
  }

  void add(KnownTable table) {
    QualifiedName key = KnownSchema.key(table.name());
    table.partitionOf().ifPresent(parent -> link(heirs, parent, key));
    table.inherits().forEach(parent -> link(heirs, parent, key));
    for (KnownConstraint constraint : table.constraints()) {
      constraint.references().ifPresent(to -> link(referencing, to, key));
      link(constrained, new QualifiedName(key.schema(), constraint.name()), key);
    }
  }

  void add(KnownIndex index) {
    link(indexed, index.table(), KnownSchema.key(index.name()));
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

  private static void link(
      Map<QualifiedName, List<QualifiedName>> links, QualifiedName to, QualifiedName from) {
    List<QualifiedName> known = links.getOrDefault(KnownSchema.key(to), List.of());
    if (!known.contains(from)) {
      List<QualifiedName> more = new ArrayList<>(known);
      more.add(from);
      links.put(KnownSchema.key(to), List.copyOf(more));
    }
  }
}
