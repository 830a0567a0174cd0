package dev.ballast.rules.dependents;

import static java.util.Objects.requireNonNull;

import dev.ballast.effect.schema.KnownColumn;
import dev.ballast.effect.schema.KnownConstraint;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.sql.tree.ColumnAction.AddColumn;
import dev.ballast.sql.tree.ColumnAction.AlterType;
import dev.ballast.sql.tree.ColumnDefinition;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.ConstraintAction.AddConstraint;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Reference;
import dev.ballast.sql.tree.Statement;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import dev.ballast.sql.tree.TableStatement.CreateTable;
import dev.ballast.sql.tree.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A foreign key that a statement makes, for a table, beside a column, or with a new column.
///
/// @param newColumn its column comes with the same ALTER TABLE, so no index can hold it yet
public record NewForeignKey(
    QualifiedName table, List<String> columns, Reference reference, boolean newColumn) {
  public NewForeignKey {
    requireNonNull(table, "table is null");
    columns = List.copyOf(columns);
    requireNonNull(reference, "reference is null");
  }

  /// Those of a CREATE TABLE or ALTER TABLE; none of another statement.
  public static List<NewForeignKey> of(Statement statement) {
    List<NewForeignKey> keys = new ArrayList<>();
    if (statement instanceof CreateTable create) {
      create.columns().forEach(column -> beside(create.name(), column, false, keys));
      create.constraints().forEach(each -> add(create.name(), each, each.columns(), false, keys));
    } else if (statement instanceof AlterTable alter) {
      for (var action : alter.actions()) {
        if (action instanceof AddConstraint(_, Constraint each)) {
          add(alter.name(), each, each.columns(), false, keys);
        } else if (action instanceof AddColumn column) {
          beside(alter.name(), column.definition(), true, keys);
        }
      }
    }
    return List.copyOf(keys);
  }

  private static void beside(
      QualifiedName table, ColumnDefinition column, boolean isNew, List<NewForeignKey> keys) {
    column.constraints().forEach(each -> add(table, each, List.of(column.name()), isNew, keys));
  }

  private static void add(
      QualifiedName table,
      Constraint constraint,
      List<String> columns,
      boolean isNew,
      List<NewForeignKey> keys) {
    if (constraint.kind() == Constraint.Kind.FOREIGN_KEY) {
      constraint
          .reference()
          .ifPresent(reference -> keys.add(new NewForeignKey(table, columns, reference, isNew)));
    }
  }

  /// The columns it points at; none where they are not written and the primary key is not known.
  public List<String> targets(KnownSchema schema) {
    if (!reference.columns().isEmpty()) {
      return reference.columns();
    }
    return schema.table(reference.table()).stream()
        .flatMap(known -> known.constraints().stream())
        .filter(each -> each.kind() == Constraint.Kind.PRIMARY_KEY)
        .map(KnownConstraint::columns)
        .findFirst()
        .orElse(List.of());
  }

  /// The type of one of its columns, as the statement says or as it is known.
  public Optional<TypeName> type(Statement statement, KnownSchema schema, String column) {
    return retyped(statement, column)
        .or(
            () ->
                written(statement)
                    .filter(each -> each.name().equals(column))
                    .findFirst()
                    .flatMap(ColumnDefinition::type))
        .or(
            () ->
                schema.table(table).flatMap(known -> known.column(column)).map(KnownColumn::type));
  }

  /// ALTER TABLE changes types before it makes constraints, wherever they stand in it.
  private static Optional<TypeName> retyped(Statement statement, String column) {
    return statement instanceof AlterTable alter
        ? alter.actions().stream()
            .filter(AlterType.class::isInstance)
            .map(AlterType.class::cast)
            .filter(change -> change.column().equals(column))
            .map(AlterType::type)
            .findFirst()
        : Optional.empty();
  }

  private static Stream<ColumnDefinition> written(Statement statement) {
    if (statement instanceof CreateTable create) {
      return create.columns().stream();
    }
    return statement instanceof AlterTable alter
        ? alter.actions().stream()
            .filter(AddColumn.class::isInstance)
            .map(action -> ((AddColumn) action).definition())
        : Stream.empty();
  }
}
