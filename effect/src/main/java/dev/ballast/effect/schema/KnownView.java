package dev.ballast.effect.schema;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Query;
import java.util.List;

/// A view or materialized view.
///
/// @param reads the relations its query names
/// @param columnsRead every column name its query mentions, of whichever relation; a `*` is kept as
///     such
/// @param columns the names of its own columns in order, an empty text for one that is not known;
///     none where a `*` stands for columns that are not known
public record KnownView(
    QualifiedName name,
    boolean materialized,
    Query query,
    List<QualifiedName> reads,
    List<String> columnsRead,
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

  KnownView withRenamed(QualifiedName from, QualifiedName to) {
    return new KnownView(
        name,
        materialized,
        query,
        reads.stream()
            .map(read -> KnownSchema.key(read).equals(KnownSchema.key(from)) ? to : read)
            .toList(),
        columnsRead,
        columns,
        born);
  }

  /// The same view after one of its own columns got another name.
  KnownView withColumn(String from, String to) {
    return new KnownView(
        name, materialized, query, reads, columnsRead, renamed(columns, from, to), born);
  }

  /// The same view after a column of a relation that it reads got another name.
  KnownView withColumnRead(String from, String to) {
    return new KnownView(
        name, materialized, query, reads, renamed(columnsRead, from, to), columns, born);
  }

  private static List<String> renamed(List<String> names, String from, String to) {
    return names.stream().map(each -> each.equals(from) ? to : each).toList();
  }

  KnownView withName(QualifiedName newName) {
    return new KnownView(newName, materialized, query, reads, columnsRead, columns, born);
  }
}
