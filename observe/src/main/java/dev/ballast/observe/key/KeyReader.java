package dev.ballast.observe.key;

import dev.ballast.observe.key.KeyFacts.Index;
import dev.ballast.observe.key.KeyFacts.Numbering;
import dev.ballast.observe.key.KeyFacts.Reference;
import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.RowMapper;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.sql.tree.QualifiedName;
import java.util.List;
import java.util.Optional;

/// Reads what the catalogs of a database say of a column that a sequence fills.
public final class KeyReader {
  private KeyReader() {}

  /// A column of a table, and its sequence.
  public record Place(String schema, String table, String column, QualifiedName sequence) {}

  private record Column(
      boolean divided,
      boolean notNull,
      Numbering numbering,
      boolean owns,
      Optional<String> defaultValue,
      boolean granted) {}

  /// Empty where there is no such column any more. A session of
  /// [dev.ballast.postgres.jdbc.SessionOptions#of] in the column's database.
  public static Optional<KeyFacts> read(Session session, Place place) {
    return session
        .first(
            SqlResource.load(KeyReader.class, "column", session.version()),
            KeyReader::column,
            place.sequence().schema().orElse(""),
            place.sequence().name(),
            place.schema(),
            place.table(),
            place.column())
        .map(
            column ->
                new KeyFacts(
                    QualifiedName.of(place.schema(), place.table()),
                    place.column(),
                    place.sequence(),
                    column.divided(),
                    column.notNull(),
                    column.numbering(),
                    column.owns(),
                    column.defaultValue(),
                    column.granted(),
                    query(session, "indexes", place, KeyReader::index),
                    query(session, "references", place, KeyReader::reference),
                    query(session, "others", place, row -> row.text("object"))));
  }

  private static <T> List<T> query(Session session, String name, Place place, RowMapper<T> row) {
    return session.query(
        SqlResource.load(KeyReader.class, name, session.version()),
        row,
        place.schema(),
        place.table(),
        place.column());
  }

  private static Column column(Row row) {
    Numbering numbering =
        switch (row.text("identity")) {
          case "a" -> Numbering.IDENTITY_ALWAYS;
          case "d" -> Numbering.IDENTITY_BY_DEFAULT;
          default -> Numbering.DEFAULT;
        };
    return new Column(
        row.flag("divided"),
        row.flag("not_null"),
        numbering,
        row.flag("owns"),
        row.textOrEmpty("default_expression"),
        row.flag("granted"));
  }

  private static Index index(Row row) {
    Optional<KeyFacts.Key> key =
        row.textOrEmpty("constraint_name")
            .map(
                name ->
                    new KeyFacts.Key(
                        name, row.text("constraint_type").equals("p"), row.text("deferrable")));
    return new Index(
        row.text("index"),
        key,
        row.flag("is_unique"),
        row.flag("plain"),
        row.texts("columns"),
        row.text("definition"));
  }

  private static Reference reference(Row row) {
    return new Reference(
        QualifiedName.of(row.text("schema"), row.text("relation")),
        row.text("constraint_name"),
        row.text("definition"),
        row.flag("divided"));
  }
}
