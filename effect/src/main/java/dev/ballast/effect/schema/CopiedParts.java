package dev.ballast.effect.schema;

import dev.ballast.effect.schema.KnownColumn.Generation;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.Like;
import dev.ballast.sql.tree.Like.Included;
import dev.ballast.sql.tree.QualifiedName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What a new table takes over from others: by `LIKE` a copy, as
/// [CREATE TABLE](https://www.postgresql.org/docs/18/sql-createtable.html) lists it, from its
/// parents what it inherits. For one thread.
final class CopiedParts {
  private final KnownSchema schema;
  private final TableDraft draft;

  CopiedParts(KnownSchema schema, TableDraft draft) {
    this.schema = schema;
    this.draft = draft;
  }

  /// Columns and their NOT NULL always, the rest where it is included.
  void columns(Like like) {
    Set<Included> including = like.including();
    for (KnownTable source : schema.table(like.source()).stream().toList()) {
      source.columns().forEach(column -> draft.columns.add(copy(column, including)));
      for (KnownConstraint each : source.constraints()) {
        if (each.kind() == Constraint.Kind.NOT_NULL
            || (each.kind() == Constraint.Kind.CHECK && including.contains(Included.CONSTRAINTS))) {
          draft.constraints.add(each.onNewTable());
        }
      }
    }
  }

  private static KnownColumn copy(KnownColumn column, Set<Included> including) {
    boolean kept =
        switch (column.generation()) {
          case NONE, SERIAL -> including.contains(Included.DEFAULTS);
          case IDENTITY -> including.contains(Included.IDENTITY);
          case STORED, VIRTUAL -> including.contains(Included.GENERATED);
        };
    return kept ? column : column.withDefault(Optional.empty()).withGeneration(Generation.NONE);
  }

  /// The identity columns of the copy, which have sequences of their own.
  static List<KnownColumn> counted(KnownSchema schema, Like like) {
    return source(schema, like, Included.IDENTITY)
        .flatMap(source -> source.columns().stream())
        .filter(column -> column.generation() == Generation.IDENTITY)
        .toList();
  }

  static List<KnownConstraint> keys(KnownSchema schema, Like like) {
    return source(schema, like, Included.INDEXES)
        .flatMap(source -> source.constraints().stream())
        .filter(each -> ConstraintName.isOfIndex(each.kind()))
        .toList();
  }

  static List<KnownIndex> indexes(KnownSchema schema, Like like) {
    return like.including().contains(Included.INDEXES)
        ? schema.indexesOf(like.source()).stream()
            .filter(index -> index.ofConstraint().isEmpty())
            .toList()
        : List.of();
  }

  private static Stream<KnownTable> source(KnownSchema schema, Like like, Included part) {
    return like.including().contains(part) ? schema.table(like.source()).stream() : Stream.of();
  }

  /// Columns of one name are merged; an identity is not inherited but by a partition.
  void inherit(QualifiedName parent) {
    schema.table(parent).ifPresent(this::inherit);
  }

  private void inherit(KnownTable parent) {
    for (KnownColumn column : parent.columns()) {
      boolean identity = column.generation() == Generation.IDENTITY && !parent.partitioned();
      KnownColumn own = identity ? column.withGeneration(Generation.NONE) : column;
      if (draft.hasColumn(own.name())) {
        draft.column(
            own.name(),
            known -> known.mergedWith(own.notNull(), own.defaultValue(), own.generation()));
      } else {
        draft.columns.add(own);
      }
    }
    parent.constraints().stream()
        .filter(KnownConstraint::isInherited)
        .filter(each -> draft.constraints.stream().noneMatch(is -> is.name().equals(each.name())))
        .forEach(each -> draft.constraints.add(each.onNewTable()));
  }
}
