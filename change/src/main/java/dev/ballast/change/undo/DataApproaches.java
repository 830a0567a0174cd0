package dev.ballast.change.undo;

import dev.ballast.sql.tree.DataStatement;
import dev.ballast.sql.tree.Expression;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Statement;
import dev.ballast.sql.tree.TableStatement;
import dev.ballast.sql.tree.Walk;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Why statements that write rows are one-way, and which queries write nothing.
final class DataApproaches {
  private static final Set<String> HARMLESS =
      Set.of(
          "random",
          "random_normal",
          "gen_random_uuid",
          "uuidv4",
          "uuidv7",
          "clock_timestamp",
          "timeofday",
          "pg_sleep",
          "pg_sleep_for",
          "pg_sleep_until",
          "set_config",
          "currval",
          "lastval",
          "pg_backend_pid",
          "pg_advisory_lock",
          "pg_advisory_unlock",
          "pg_advisory_xact_lock",
          "pg_try_advisory_lock",
          "pg_try_advisory_xact_lock");

  private static final String VOLATILE =
      """
      SELECT COALESCE(pg_catalog.bool_or(p.provolatile = 'v'), true) AS writes
      FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
      WHERE p.proname = ? AND (? = '' OR n.nspname = ?)
      """;

  private final CatalogNames names;

  DataApproaches(CatalogNames names) {
    this.names = names;
  }

  Approach of(DataStatement statement) {
    return switch (statement) {
      case DataStatement.Select select -> query(select);
      case DataStatement.Insert insert -> added("INSERT", insert.table());
      case DataStatement.Update update ->
          new Approach.Rows("UPDATE: the old values of %s of " + update.table() + " are not kept");
      case DataStatement.Delete delete ->
          new Approach.Rows("DELETE: %s of " + delete.table() + " are not kept");
      case DataStatement.Merge merge ->
          new Approach.Rows("MERGE: what %s of " + merge.table() + " held before is not kept");
      case DataStatement.Copy copy when copy.from() -> added("COPY", copy.relation().orElseThrow());
      case DataStatement.Copy copy ->
          copy.query().map(this::within).orElseGet(DataApproaches::read);
    };
  }

  Approach of(TableStatement.Truncate truncate) {
    return Approach.Known.oneWay(
        "TRUNCATE: "
            + truncate.tables().stream()
                .map(table -> RowCount.about(names.rows(table)) + " of " + table)
                .collect(Collectors.joining(", "))
            + " are not kept"
            + (truncate.cascade() ? ", nor are those of the tables that refer to it" : ""));
  }

  private static Approach added(String verb, QualifiedName table) {
    return new Approach.Rows(verb + ": which %s were added to " + table + " is not kept");
  }

  private static Approach read() {
    return Approach.Known.nothing("it only reads");
  }

  private Approach query(DataStatement.Select select) {
    Optional<Statement> writing =
        Walk.of(select).statements().stream()
            .filter(each -> !(each instanceof DataStatement.Select))
            .findFirst();
    if (writing.isPresent()) {
      return within(writing.get());
    }
    return Walk.of(select).calls().stream()
        .map(Expression.FunctionCall::name)
        .filter(this::mayWrite)
        .findFirst()
        .<Approach>map(
            name -> Approach.Known.undecided("SELECT: it calls " + name + ", which may write"))
        .orElseGet(DataApproaches::read);
  }

  private Approach within(Statement statement) {
    return new Approaches(names).of(statement);
  }

  private boolean mayWrite(QualifiedName function) {
    String schema = function.schema().orElse("");
    return !HARMLESS.contains(function.name())
        && names
            .session()
            .one(VOLATILE, row -> row.flag("writes"), function.name(), schema, schema);
  }
}
