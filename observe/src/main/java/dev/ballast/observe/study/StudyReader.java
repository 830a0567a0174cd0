package dev.ballast.observe.study;

import dev.ballast.observe.statement.IndexAdvisor;
import dev.ballast.observe.statement.TableFacts;
import dev.ballast.observe.text.StatementText;
import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.sql.tree.ParsedStatement;
import dev.ballast.sql.tree.Parser;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Statement;
import dev.ballast.sql.tree.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Studies statements in the database that they run in, by its catalogs.
public final class StudyReader {
  private static final String UNKNOWN = "its text is not known in full";

  /// With more tables no advice is derived, and the server is not asked.
  private static final int MOST_TABLES = 20;

  private StudyReader() {}

  /// Whether a plan is made.
  public enum Planning {
    /// Nobody allowed it.
    OFF,
    ALLOWED
  }

  /// Of one statement. A session of [dev.ballast.postgres.jdbc.SessionOptions#of] in the
  /// statement's database.
  public static StatementStudy read(Session session, StatementText text, Planning planning) {
    if (!text.isWhole()) {
      return StatementStudy.none(UNKNOWN);
    }
    if (!(Parser.postgres18().parse(text.text()) instanceof ParsedStatement.Understood parsed)) {
      return StatementStudy.none(UNKNOWN);
    }
    return read(session, text.text(), parsed.statement(), planning);
  }

  private static StatementStudy read(
      Session session, String sql, Statement statement, Planning planning) {
    List<QualifiedName> names = List.copyOf(Walk.of(statement).relations());
    if (names.isEmpty()) {
      return StatementStudy.none("it reads no table, so that no index could help it");
    }
    if (names.size() > MOST_TABLES) {
      return StatementStudy.none(
          "it reads %d tables, more than the %d that are looked at: run EXPLAIN of it in psql"
              .formatted(names.size(), MOST_TABLES));
    }
    List<TableFacts> tables = tables(session, names);
    PlanOutline plan =
        switch (planning) {
          case OFF ->
              new PlanOutline.None("the configuration does not allow it (serve.statements.plans)");
          case ALLOWED -> PlanReader.read(session, sql, statement, tables);
        };
    Set<QualifiedName> scanned =
        plan instanceof PlanOutline.Planned planned ? planned.scanned() : Set.of();
    return new StatementStudy(
        plan,
        tables.stream().map(TableFacts::name).toList(),
        IndexAdvisor.of(sql, tables, scanned));
  }

  /// The tables of these names; of a name without a schema there may be several, of which none is
  /// returned: which one is meant the search path of a session decides that is not known.
  static List<TableFacts> tables(Session session, List<QualifiedName> names) {
    List<Part> parts =
        session.query(
            SqlResource.load(StudyReader.class, "tables", session.version()),
            StudyReader::part,
            names.stream().map(QualifiedName::name).toList());
    Map<Long, List<Part>> byTable = new HashMap<>();
    parts.forEach(part -> byTable.computeIfAbsent(part.table(), t -> new ArrayList<>()).add(part));
    List<TableFacts> all = byTable.values().stream().map(StudyReader::facts).toList();
    List<TableFacts> meant = new ArrayList<>();
    for (QualifiedName name : names) {
      List<TableFacts> some = all.stream().filter(table -> table.name().mayBe(name)).toList();
      if (some.size() == 1 && !meant.contains(some.getFirst())) {
        meant.add(some.getFirst());
      }
    }
    return List.copyOf(meant);
  }

  /// A column of a table or an index of it.
  ///
  /// @param index empty for a column of the table
  private record Part(
      long table,
      QualifiedName name,
      long rows,
      long bytes,
      boolean partitioned,
      Optional<String> index,
      boolean usable,
      String column,
      boolean indexable) {}

  private static Part part(Row row) {
    return new Part(
        row.number("table_id"),
        QualifiedName.of(row.text("schema"), row.text("relation")),
        row.number("rows"),
        row.number("bytes"),
        row.flag("partitioned"),
        row.textOrEmpty("index"),
        row.flag("usable"),
        row.text("column_name"),
        row.flag("indexable"));
  }

  private static TableFacts facts(List<Part> parts) {
    Part any = parts.getFirst();
    List<TableFacts.Column> columns = new ArrayList<>();
    Map<String, List<Part>> indexes = new HashMap<>();
    for (Part part : parts) {
      if (part.index().isPresent()) {
        indexes.computeIfAbsent(part.index().get(), i -> new ArrayList<>()).add(part);
      } else {
        columns.add(new TableFacts.Column(part.column(), part.indexable()));
      }
    }
    return new TableFacts(
        any.name(),
        any.rows() < 0 ? OptionalLong.empty() : OptionalLong.of(any.rows()),
        any.bytes(),
        any.partitioned(),
        columns,
        indexes.entrySet().stream()
            .map(
                index ->
                    new TableFacts.Index(
                        index.getKey(),
                        index.getValue().stream().map(Part::column).toList(),
                        index.getValue().getFirst().usable()))
            .toList());
  }
}
