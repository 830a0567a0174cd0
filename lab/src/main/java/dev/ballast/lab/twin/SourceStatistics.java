package dev.ballast.lab.twin;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import dev.ballast.machine.MachineError;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.sql.QualifiedIdentifier;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// What the planner of a target knows of its tables, as far as a role may read it.
///
/// @param values whether values of rows are among the columns' statistics
/// @param unread what is there and was not read, and why; a line each
public record SourceStatistics(
    boolean values, List<Relation> relations, List<Column> columns, List<String> unread) {
  /// More is refused rather than held in memory.
  private static final long MAX_CHARS = 256L << 20;

  public SourceStatistics {
    relations = List.copyOf(relations);
    columns = List.copyOf(columns);
    unread = List.copyOf(unread);
  }

  /// A table, a materialized view or an index.
  ///
  /// @param kind `pg_class.relkind`
  /// @param pages of its file; empty where it has none
  /// @param populated whether a materialized view can be read
  public record Relation(
      String schema,
      String name,
      String kind,
      OptionalLong pages,
      long relpages,
      double reltuples,
      long relallvisible,
      boolean populated) {
    public Relation {
      requireNonNull(schema, "schema is null");
      requireNonNull(name, "name is null");
      requireNonNull(kind, "kind is null");
      requireNonNull(pages, "pages is null");
    }

    QualifiedIdentifier qualifiedName() {
      return QualifiedIdentifier.of(schema, name);
    }
  }

  /// The statistics of one column, or of one expression of an index.
  ///
  /// @param table or index that it is of
  /// @param figures as JSON
  public record Column(String schema, String table, String figures) {
    public Column {
      requireNonNull(schema, "schema is null");
      requireNonNull(table, "table is null");
      requireNonNull(figures, "figures is null");
    }
  }

  private record Unread(QualifiedIdentifier table, boolean policies, long columns) {
    String line() {
      return "statistics of %s are not readable: %s"
          .formatted(
              table,
              policies
                  ? "row-level security hides them"
                  : "the role may not SELECT %d of its columns".formatted(columns));
    }
  }

  /// Reads them.
  ///
  /// @param values whether to read the values of rows that are in them
  static SourceStatistics read(Session session, boolean values) {
    List<String> unread =
        new ArrayList<>(
            session.query(
                query(session, "unread"),
                row ->
                    new Unread(
                            QualifiedIdentifier.of(row.text("schema"), row.text("name")),
                            row.flag("policies"),
                            row.number("columns"))
                        .line()));
    unread.addAll(
        session.query(
            query(session, "extended"),
            row ->
                "extended statistics %s of %s are not taken over"
                    .formatted(row.text("name"), row.text("table"))));
    List<Column> columns =
        session.query(
            query(session, values ? "columns_with_values" : "columns"),
            row -> new Column(row.text("schema"), row.text("name"), row.text("figures")));
    long chars = columns.stream().mapToLong(column -> column.figures().length()).sum();
    if (chars > MAX_CHARS) {
      throw Fault.of(MachineError.COMMAND_FAILED, "the statistics are larger than Ballast takes")
          .detail(chars + " characters; the bound is " + MAX_CHARS);
    }
    return new SourceStatistics(
        values,
        session.query(
            query(session, "relations"),
            row ->
                new Relation(
                    row.text("schema"),
                    row.text("name"),
                    row.text("kind"),
                    row.numberOrEmpty("pages"),
                    row.number("relpages"),
                    row.decimal("reltuples"),
                    row.number("relallvisible"),
                    row.flag("populated"))),
        columns,
        unread);
  }

  private static String query(Session session, String name) {
    return SqlResource.load(SourceStatistics.class, name, session.version());
  }
}
