package dev.ballast.effect.schema;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.tree.QualifiedName;
import java.util.List;

/// A publication for logical replication.
public record KnownPublication(String name, boolean allTables, List<QualifiedName> tables) {
  public KnownPublication {
    requireNonNull(name, "name is null");
    tables = List.copyOf(tables);
  }

  KnownPublication withRenamed(QualifiedName from, QualifiedName to) {
    return new KnownPublication(
        name,
        allTables,
        tables.stream()
            .map(each -> KnownSchema.key(each).equals(KnownSchema.key(from)) ? to : each)
            .toList());
  }

  public boolean publishes(QualifiedName table) {
    return allTables || tables.stream().anyMatch(each -> each.mayBe(table));
  }
}
