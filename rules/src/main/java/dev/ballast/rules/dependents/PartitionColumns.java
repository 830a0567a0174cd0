package dev.ballast.rules.dependents;

import dev.ballast.effect.schema.KnownConstraint;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.rules.wording.ActionText;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.IndexStatement.CreateIndex;
import dev.ballast.sql.tree.QualifiedName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a unique key of a partitioned table must hold: `DefineIndex` in
/// `src/backend/commands/indexcmds.c` asks for each column of the partition key, also of those
/// below the table.
public final class PartitionColumns {
  private PartitionColumns() {}

  /// The partition columns of a table that a key leaves out.
  ///
  /// @param columns none where an expression is in the partition key, which allows no unique key
  public record Missing(QualifiedName table, List<String> columns) {
    public Missing {
      columns = List.copyOf(columns);
    }
  }

  /// What the key of an action of ALTER TABLE leaves out.
  public static Optional<Missing> missing(ActionText<?> action, List<String> key) {
    return missing(action.scene().schema(), action.table(), action.alter().only(), key);
  }

  /// What a unique index leaves out; nothing of one that is not unique.
  public static Optional<Missing> missing(KnownSchema schema, CreateIndex create) {
    return create.shape().unique()
        ? missing(
            schema,
            create.table(),
            create.only(),
            create.shape().keys().stream().flatMap(key -> key.column().stream()).toList())
        : Optional.empty();
  }

  /// What a new unique key leaves out; nothing where it can be made, or that is not known.
  ///
  /// @param only the key is made for the table alone
  public static Optional<Missing> missing(
      KnownSchema schema, QualifiedName table, boolean only, List<String> key) {
    return Stream.concat(
            schema.table(table).stream(), only ? Stream.empty() : schema.allHeirs(table).stream())
        .filter(KnownTable::partitioned)
        .flatMap(each -> missing(each.name(), each.partitionKey(), key).stream())
        .findFirst();
  }

  /// What a key leaves out of this partition key.
  ///
  /// @param partitionKey an expression's place is held by an empty text
  public static Optional<Missing> missing(
      QualifiedName table, List<String> partitionKey, List<String> key) {
    if (partitionKey.contains("")) {
      return Optional.of(new Missing(table, List.of()));
    }
    List<String> left = partitionKey.stream().filter(each -> !key.contains(each)).toList();
    return left.isEmpty() ? Optional.empty() : Optional.of(new Missing(table, left));
  }

  /// Whether the table has a primary key already, which is found before anything else.
  public static boolean hasPrimaryKey(KnownSchema schema, QualifiedName table) {
    return schema.table(table).stream()
        .flatMap(known -> known.constraints().stream())
        .map(KnownConstraint::kind)
        .anyMatch(Constraint.Kind.PRIMARY_KEY::equals);
  }
}
