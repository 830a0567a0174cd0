package dev.ballast.effect.schema;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.tree.QualifiedName;

/// A trigger and the function it calls.
public record KnownTrigger(String name, QualifiedName table, QualifiedName function) {
  public KnownTrigger {
    requireNonNull(name, "name is null");
    requireNonNull(table, "table is null");
    requireNonNull(function, "function is null");
  }

  KnownTrigger withTable(QualifiedName newTable) {
    return new KnownTrigger(name, newTable, function);
  }
}
