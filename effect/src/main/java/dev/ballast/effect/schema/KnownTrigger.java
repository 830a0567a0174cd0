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

  KnownTrigger withName(String newName) {
    return new KnownTrigger(newName, table, function);
  }

  KnownTrigger withFunction(QualifiedName newFunction) {
    return new KnownTrigger(name, table, newFunction);
  }

  KnownTrigger withTable(QualifiedName newTable) {
    return new KnownTrigger(name, newTable, function);
  }

  /// Whether it may be the trigger of that name on that table.
  boolean is(QualifiedName other, String otherName) {
    return table.mayBe(other) && name.equals(otherName);
  }
}
