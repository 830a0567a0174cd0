package dev.ballast.effect.schema;

import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.Demand;
import dev.ballast.sql.tree.Expression;
import dev.ballast.sql.tree.Expression.ColumnReference;
import dev.ballast.sql.tree.Walk;
import java.util.List;
import java.util.Optional;

/// The parts from which the name of a constraint is chosen.
final class ConstraintName {
  private ConstraintName() {}

  /// The last part; none of what is no constraint of its own in the catalog.
  static Optional<String> label(Constraint.Kind kind) {
    return switch (kind) {
      case CHECK -> Optional.of("check");
      case PRIMARY_KEY -> Optional.of("pkey");
      case UNIQUE -> Optional.of("key");
      case EXCLUSION -> Optional.of("excl");
      case FOREIGN_KEY -> Optional.of("fkey");
      case NOT_NULL -> Optional.of("not_null");
      case NULL, DEFAULT, IDENTITY, GENERATED -> Optional.empty();
    };
  }

  /// The columns that it is about: of a CHECK those that its expression reads, wherever it is
  /// written.
  static List<String> columns(Constraint constraint, List<String> beside) {
    return switch (constraint.demand()) {
      case Demand.Check(Expression condition) ->
          Walk.of(condition).every(ColumnReference.class).stream()
              .map(ColumnReference::column)
              .distinct()
              .toList();
      case Demand.Exclude exclude ->
          exclude.exclusions().stream()
              .flatMap(exclusion -> exclusion.key().column().stream())
              .toList();
      case Demand.Nullable _,
          Demand.NotNull _,
          Demand.Default _,
          Demand.Key _,
          Demand.ForeignKey _,
          Demand.Identity _,
          Demand.Generated _ ->
          beside;
    };
  }

  /// The middle part: a CHECK is named after its column only where it reads a single one
  /// (`AddRelationNewConstraints` in `src/backend/catalog/heap.c`).
  static List<String> middle(Constraint constraint, List<String> columns) {
    return switch (constraint.demand()) {
      case Demand.Key key -> key.primary() ? List.of() : IndexDraft.names(key, columns);
      case Demand.Check _ -> columns.size() == 1 ? columns : List.of();
      case Demand.Exclude exclude -> IndexDraft.names(exclude);
      case Demand.Nullable _,
          Demand.NotNull _,
          Demand.Default _,
          Demand.ForeignKey _,
          Demand.Identity _,
          Demand.Generated _ ->
          columns;
    };
  }

  static boolean isOfIndex(Constraint.Kind kind) {
    return kind == Constraint.Kind.PRIMARY_KEY
        || kind == Constraint.Kind.UNIQUE
        || kind == Constraint.Kind.EXCLUSION;
  }
}
