package dev.ballast.change.state;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.sql.QualifiedIdentifier;
import java.util.Comparator;
import java.util.List;

/// What a table takes, and keeps without showing it.
///
/// @param dropped columns that were dropped; they count towards the 1,600 that a table may have,
///     and their values stay in the rows until these are written again
/// @param droppedWidth bytes per row that those of fixed length take
/// @param droppedVarying how many of them have no fixed length
/// @param bytes of the table with its TOAST table, its free space and visibility map
public record TableRoom(
    QualifiedIdentifier table,
    long dropped,
    long droppedWidth,
    long droppedVarying,
    long bytes,
    long indexBytes) {
  public TableRoom {
    requireNonNull(table, "table is null");
  }

  static List<TableRoom> all(Session session) {
    return session
        .query(SqlResource.load(TableRoom.class, "room", session.version()), TableRoom::of)
        .stream()
        .sorted(Comparator.comparing(TableRoom::table))
        .toList();
  }

  private static TableRoom of(Row row) {
    return new TableRoom(
        QualifiedIdentifier.of(row.text("schema"), row.text("name")),
        row.number("dropped"),
        row.number("dropped_width"),
        row.number("dropped_varying"),
        row.number("bytes"),
        row.number("index_bytes"));
  }
}
