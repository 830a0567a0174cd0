package dev.ballast.effect.schema;

import dev.ballast.sql.tree.QualifiedName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The partitions and inheriting tables of a table, on every level below.
final class Heirs {
  private final KnownSchema schema;
  private final Map<QualifiedName, KnownTable> all = new LinkedHashMap<>();

  private Heirs(KnownSchema schema) {
    this.schema = schema;
  }

  static List<KnownTable> of(KnownSchema schema, QualifiedName table) {
    Heirs heirs = new Heirs(schema);
    heirs.below(table);
    return List.copyOf(heirs.all.values());
  }

  private void below(QualifiedName table) {
    for (KnownTable heir : schema.heirs(table)) {
      if (all.putIfAbsent(KnownSchema.key(heir.name()), heir) == null) {
        below(heir.name());
      }
    }
  }
}
