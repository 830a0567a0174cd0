package dev.ballast.change.state;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.sql.Identifier;
import dev.ballast.sql.Literal;
import dev.ballast.sql.QualifiedIdentifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A relation with rows, and how they are read so that no code of the database runs.
///
/// @param columns in the order in which they are read: those of the key first, then by name
/// @param key by which a row is named, empty where there is none
/// @param byQuery whether COPY of the relation itself leaves something out
/// @param expressions whether planning a query would evaluate expressions of indexes or statistics
record TableToRead(
    QualifiedIdentifier name,
    List<String> columns,
    List<String> key,
    boolean byQuery,
    boolean expressions,
    long bytes) {
  TableToRead {
    requireNonNull(name, "name is null");
    columns = List.copyOf(columns);
    key = List.copyOf(key);
  }

  /// All of the session's database, largest first.
  static List<TableToRead> all(Session session) {
    return session
        .query(SqlResource.load(TableToRead.class, "tables", session.version()), TableToRead::of)
        .stream()
        .sorted(
            Comparator.comparingLong(TableToRead::bytes)
                .reversed()
                .thenComparing(TableToRead::name))
        .toList();
  }

  private static TableToRead of(Row row) {
    List<String> key = row.texts("key");
    List<String> columns = new ArrayList<>(key);
    row.texts("columns").stream().filter(column -> !key.contains(column)).forEach(columns::add);
    return new TableToRead(
        QualifiedIdentifier.of(row.text("schema"), row.text("name")),
        columns,
        key,
        row.flag("by_query"),
        row.flag("expressions"),
        row.number("bytes"));
  }

  /// Why it is not read, if so.
  Optional<String> obstacle() {
    return byQuery && expressions
        ? Optional.of(
            "it has generated columns or is a materialised view, and planning a query on it would"
                + " evaluate expressions of its indexes or statistics")
        : Optional.empty();
  }

  /// The statement that reads it.
  String copy(String encoding) {
    String list =
        columns.stream()
            .map(column -> new Identifier(column).toString())
            .collect(Collectors.joining(", "));
    String what =
        byQuery
            ? "(SELECT %s FROM ONLY %s)".formatted(list, name)
            : columns.isEmpty() ? name.toString() : "%s (%s)".formatted(name, list);
    return "COPY %s TO STDOUT (FORMAT text, ENCODING %s)".formatted(what, new Literal(encoding));
  }
}
