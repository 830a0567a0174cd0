package dev.ballast.effect.schema;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Query;
import java.util.List;

/// A view or materialized view.
///
/// @param reads the relations its query names
/// @param columnsRead the columns that its query reads; it keeps each of them from being dropped
/// @param columns the names of its own columns in order, an empty text for one that is not known;
///     none where a `*` stands for columns that are not known
public record KnownView(
    QualifiedName name,
    boolean materialized,
    Query query,
    List<QualifiedName> reads,
    List<ColumnRead> columnsRead,
    List<String> columns,
    Moment born) {
  public KnownView {
    requireNonNull(name, "name is null");
    requireNonNull(query, "query is null");
    reads = List.copyOf(reads);
    columnsRead = List.copyOf(columnsRead);
    columns = List.copyOf(columns);
    requireNonNull(born, "born is null");
  }

  /// Whether its query reads that column of the relation.
  public boolean readsColumn(QualifiedName relation, String column) {
    return columnsRead.stream().anyMatch(read -> read.isOf(relation, column));
  }

  KnownView withRenamed(QualifiedName from, QualifiedName to) {
    return new KnownView(
        name,
        materialized,
        query,
        reads.stream()
            .map(read -> KnownSchema.key(read).equals(KnownSchema.key(from)) ? to : read)
            .toList(),
        columnsRead.stream().map(read -> read.withRelation(from, to)).toList(),
        columns,
        born);
  }

  /// The same view after one of its own columns got another name.
  KnownView withColumn(String from, String to) {
    return new KnownView(
        name, materialized, query, reads, columnsRead, renamed(columns, from, to), born);
  }

  /// The same view after a column of a relation that it reads got another name.
  KnownView withColumnRead(QualifiedName of, RenamedColumn renamed) {
    return new KnownView(
        name,
        materialized,
        query,
        reads,
        columnsRead.stream().map(read -> read.withColumn(of, renamed)).toList(),
        columns,
        born);
  }

  private static List<String> renamed(List<String> names, String from, String to) {
    return names.stream().map(each -> each.equals(from) ? to : each).toList();
  }

  KnownView withName(QualifiedName newName) {
    return new KnownView(newName, materialized, query, reads, columnsRead, columns, born);
  }
}
