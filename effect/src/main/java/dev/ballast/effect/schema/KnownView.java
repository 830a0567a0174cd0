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

  KnownView withName(QualifiedName newName) {
    return new KnownView(newName, materialized, query, reads, columnsRead, columns, born);
  }
}
