package dev.ballast.lab.twin;

import dev.ballast.evidence.json.Json;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlError;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.sql.QualifiedIdentifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Gives the planner of a twin the figures of its target. One use; for one thread.
///
/// One way for all majors: the catalogs are written by the keeper. The functions that 18 has for it
/// would read values by a domain's own input function, which runs its checks, and so code of the
/// database.
final class StatisticsLoad {
  private static final Set<String> TABLES = Set.of("r", "p", "m", "f");

  private final SourceStatistics source;
  private final Session keeper;
  private final List<String> leftOut = new ArrayList<>();

  StatisticsLoad(SourceStatistics source, Session keeper) {
    this.source = source;
    this.keeper = keeper;
  }

  private record Placed(QualifiedIdentifier relation, Optional<String> path, long pages) {}

  /// Takes over the sizes of relations. Returns those of their files.
  PageCounts relations() {
    List<Placed> placed =
        keeper.query(
            query("relations"),
            row ->
                new Placed(
                    QualifiedIdentifier.of(row.text("schema"), row.text("name")),
                    row.textOrEmpty("path"),
                    row.number("pages")),
            json(source.relations()));
    Set<QualifiedIdentifier> there =
        placed.stream().map(Placed::relation).collect(Collectors.toCollection(HashSet::new));
    source.relations().stream()
        .filter(relation -> !there.contains(relation.qualifiedName()))
        .forEach(
            relation ->
                leftOut.add(
                    "%s %s: the twin has none of that name"
                        .formatted(
                            TABLES.contains(relation.kind()) ? "table" : "index",
                            relation.qualifiedName())));
    return new PageCounts(
        placed.stream()
            .filter(each -> each.path().isPresent() && each.pages() > 0)
            .map(each -> new PageCounts.FileOfRelation(each.path().orElseThrow(), each.pages()))
            .toList());
  }

  /// Takes over the statistics of columns, a table at a time.
  void columns() {
    Map<QualifiedIdentifier, List<SourceStatistics.Column>> tables = new LinkedHashMap<>();
    for (SourceStatistics.Column column : source.columns()) {
      tables
          .computeIfAbsent(
              QualifiedIdentifier.of(column.schema(), column.table()), _ -> new ArrayList<>())
          .add(column);
    }
    tables.forEach(
        (table, columns) -> {
          if (write(columns).isPresent()) {
            columns.forEach(
                column ->
                    write(List.of(column))
                        .ifPresent(
                            error ->
                                leftOut.add(
                                    "statistics of a column of %s: %s"
                                        .formatted(table, error.message()))));
          }
        });
  }

  /// All of them or none; empty where they were written.
  private Optional<SqlError> write(List<SourceStatistics.Column> columns) {
    String figures =
        columns.stream()
            .map(SourceStatistics.Column::figures)
            .collect(Collectors.joining(",", "[", "]"));
    String schema = columns.getFirst().schema();
    String table = columns.getFirst().table();
    List<String> lacking = new ArrayList<>();
    Optional<SqlError> error =
        Definitions.attempt(
            () ->
                lacking.addAll(
                    keeper.query(
                        query("columns"),
                        row ->
                            "statistics of column %s of %s: %s"
                                .formatted(
                                    row.text("column"),
                                    QualifiedIdentifier.of(schema, table),
                                    row.text("why")),
                        schema,
                        table,
                        figures)));
    leftOut.addAll(lacking);
    return error;
  }

  List<String> leftOut() {
    return List.copyOf(leftOut);
  }

  private String query(String name) {
    return SqlResource.load(StatisticsLoad.class, name, keeper.version());
  }

  private static String json(Object value) {
    return new String(Json.write(value), StandardCharsets.UTF_8);
  }
}
