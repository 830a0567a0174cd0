package dev.ballast.effect.schema;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.tree.Expression;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TypeName;
import java.util.Optional;

/// A column as the statements so far left it.
///
/// @param notNull it has a validated NOT NULL, a primary key's included
/// @param defaultValue its default, or the expression that a generated column is computed by
/// @param generation how its values come about
public record KnownColumn(
    String name,
    TypeName type,
    boolean notNull,
    Optional<Expression> defaultValue,
    Generation generation,
    Optional<QualifiedName> collation) {
  /// Where a column's values come from when nobody gives them.
  public enum Generation {
    NONE,
    SERIAL,
    IDENTITY,
    STORED,
    VIRTUAL
  }

  public KnownColumn {
    requireNonNull(name, "name is null");
    requireNonNull(type, "type is null");
    requireNonNull(defaultValue, "defaultValue is null");
    requireNonNull(generation, "generation is null");
    requireNonNull(collation, "collation is null");
  }

  KnownColumn withoutDefault() {
    Generation left = generation == Generation.SERIAL ? Generation.NONE : generation;
    return new KnownColumn(name, type, notNull, Optional.empty(), left, collation);
  }

  /// The same column after a definition of the same name was merged into it.
  KnownColumn mergedWith(
      boolean otherNotNull, Optional<Expression> otherDefault, Generation otherGeneration) {
    boolean own = otherDefault.isPresent() || otherGeneration != Generation.NONE;
    return new KnownColumn(
        name,
        type,
        notNull || otherNotNull,
        own ? otherDefault : defaultValue,
        own ? otherGeneration : generation,
        collation);
  }

  /// Whether each of its values is computed from other columns.
  boolean isComputed() {
    return generation == Generation.STORED || generation == Generation.VIRTUAL;
  }

  /// The same column after a column of its table, which may be this one, got another name.
  KnownColumn withColumn(RenamedColumn column) {
    return new KnownColumn(
        name.equals(column.from()) ? column.to() : name,
        type,
        notNull,
        defaultValue.map(column::in),
        generation,
        collation);
  }

  /// The same column after its type got another name.
  KnownColumn withTypeRenamed(QualifiedName from, QualifiedName to) {
    if (!KnownSchema.key(type.name()).equals(KnownSchema.key(from))) {
      return this;
    }
    TypeName renamed =
        new TypeName(to, type.modifiers(), type.arrayDimensions(), type.setOf(), type.ofColumn());
    return new KnownColumn(name, renamed, notNull, defaultValue, generation, collation);
  }

  KnownColumn withType(TypeName newType, Optional<QualifiedName> newCollation) {
    return new KnownColumn(name, newType, notNull, defaultValue, generation, newCollation);
  }

  KnownColumn withNotNull(boolean value) {
    return new KnownColumn(name, type, value, defaultValue, generation, collation);
  }

  KnownColumn withDefault(Optional<Expression> value) {
    return new KnownColumn(name, type, notNull, value, generation, collation);
  }

  KnownColumn withGeneration(Generation value) {
    return new KnownColumn(name, type, notNull, defaultValue, value, collation);
  }
}
