package dev.ballast.change.trace;

import dev.ballast.change.trace.RelationCatalog.Relation;
import dev.ballast.change.trace.Workbench.Failure;
import dev.ballast.change.trace.seen.EmptyTable;
import dev.ballast.change.trace.seen.ObservedRelation;
import dev.ballast.change.trace.seen.RelationKind;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.lab.made.Column;
import dev.ballast.lab.made.MadeColumns;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.sql.QualifiedIdentifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A few rows in every table that has none, so that a statement has something to copy, to check and
/// to read. For one thread at a time. They are never removed: what is to run without them runs in
/// a database that never had them; see [PastRuns].
///
/// They keep to keys, checks and bounds as far as these can be guessed. A table that refuses all
/// attempts stays empty and is reported with its last error.
final class MadeUpRows {
  /// A table of one row would hide what a unique index is for.
  static final int ROWS_A_TABLE = 3;

  /// What is tried for one row before it is given up.
  static final int ATTEMPTS_A_ROW = 60;

  /// Tables that refer to each other in a chain are filled in as many passes as it is long.
  private static final int PASSES = 8;

  /// Of errors that rows can be the reason of: `cardinality_violation`, `data_exception`,
  /// `integrity_constraint_violation`, `triggered_data_change_violation`,
  /// `with_check_option_violation`, and what PL/pgSQL raises.
  private static final Set<String> DATA_CLASSES = Set.of("21", "22", "23", "27", "44", "P0");

  /// What is not there, or there already: code may have put the name together from a row. Then
  /// PostgreSQL gives no place in the statement itself.
  private static final Set<String> NAME_STATES =
      Set.of("3F000", "42703", "42704", "42883", "42P01", "42701", "42710", "42P06", "42P07");

  private final boolean wanted;
  private final Map<Long, EmptyTable> refused = new LinkedHashMap<>();

  /// Whether any table has been filled.
  private boolean filled;

  MadeUpRows(boolean wanted) {
    this.wanted = wanted;
  }

  /// Those of a copy of the database.
  MadeUpRows copy() {
    MadeUpRows copy = new MadeUpRows(wanted);
    copy.filled = filled;
    copy.refused.putAll(refused);
    return copy;
  }

  /// Tables that hold no row.
  List<EmptyTable> empty() {
    return List.copyOf(refused.values());
  }

  /// Fills the tables that are empty now.
  void fill(Workbench bench) {
    if (!wanted) {
      return;
    }
    RelationCatalog catalogue = bench.catalogue();
    Map<Long, Relation> open = new LinkedHashMap<>();
    catalogue.all().stream()
        .filter(r -> r.kind() == RelationKind.TABLE && r.storage().bytes() == 0 && !r.temporary())
        .filter(r -> !refused.containsKey(r.oid()))
        .forEach(r -> open.put(r.oid(), r));
    if (open.isEmpty()) {
      return;
    }
    fill(bench.prober(), catalogue, open);
  }

  private void fill(Session session, RelationCatalog catalogue, Map<Long, Relation> open) {
    Map<Long, List<Column>> columns = MadeColumns.read(session, open.keySet());
    boolean progress = true;
    for (int pass = 0; progress && !open.isEmpty() && pass < PASSES; pass++) {
      progress = false;
      for (Relation table : List.copyOf(open.values())) {
        List<Column> its = columns.getOrDefault(table.oid(), List.of());
        boolean mustWait =
            its.stream()
                .flatMap(c -> c.target().stream())
                .anyMatch(
                    target -> target.table() != table.oid() && open.containsKey(target.table()));
        boolean done = !mustWait && fill(session, catalogue, table, its);
        if (done) {
          open.remove(table.oid());
          progress = true;
        }
      }
    }
    // Those in a ring of references, and those that were refused, whose reason is known by now.
    for (Relation table : open.values()) {
      fill(session, catalogue, table, columns.getOrDefault(table.oid(), List.of()));
    }
  }

  private boolean fill(
      Session session, RelationCatalog catalogue, Relation table, List<Column> columns) {
    ObservedRelation observed = catalogue.observed(table);
    Optional<String> refusal = Optional.empty();
    int rows = allRows(session, catalogue, table, columns) ? ROWS_A_TABLE : 0;
    for (int number = rows + 1; number <= ROWS_A_TABLE; number++) {
      refusal = row(session, catalogue, table, columns, number);
      if (refusal.isPresent()) {
        break;
      }
      rows++;
    }
    if (rows > 0) {
      filled = true;
      refused.remove(table.oid());
      return true;
    }
    refusal.ifPresent(reason -> refused.put(table.oid(), new EmptyTable(observed, reason)));
    return false;
  }

  /// Tries all rows in one statement, each with its columns' first candidates.
  private static boolean allRows(
      Session session, RelationCatalog catalogue, Relation table, List<Column> columns) {
    List<Column> settable = columns.stream().filter(c -> !c.generated()).toList();
    if (settable.isEmpty()) {
      // DEFAULT VALUES is one row.
      return false;
    }
    List<List<String>> rows = new ArrayList<>();
    for (int number = 1; number <= ROWS_A_TABLE; number++) {
      List<List<String>> candidates = candidates(catalogue, table, settable, number);
      if (candidates.stream().anyMatch(List::isEmpty)) {
        return false;
      }
      rows.add(choose(candidates, 0));
    }
    try {
      session.execute(insert(table.qualifiedName(), settable, rows));
      return true;
    } catch (Fault e) {
      if (e.code() == CommonError.INTERRUPTED) {
        throw e;
      }
      return false;
    }
  }

  private static List<List<String>> candidates(
      RelationCatalog catalogue, Relation table, List<Column> settable, int number) {
    return settable.stream()
        .map(c -> c.candidates(number, referenced(catalogue, table, c)))
        .toList();
  }

  /// The last refusal, where every attempt was refused.
  private static Optional<String> row(
      Session session,
      RelationCatalog catalogue,
      Relation table,
      List<Column> columns,
      int number) {
    QualifiedIdentifier name = table.qualifiedName();
    List<Column> settable = columns.stream().filter(c -> !c.generated()).toList();
    List<List<String>> candidates = candidates(catalogue, table, settable, number);
    String refusal = "no value could be made up for one of its columns";
    if (candidates.stream().anyMatch(List::isEmpty)) {
      return Optional.of(refusal);
    }
    for (int attempt = 0; attempt < ATTEMPTS_A_ROW; attempt++) {
      try {
        session.execute(insert(name, settable, List.of(choose(candidates, attempt))));
        return Optional.empty();
      } catch (Fault e) {
        if (e.code() == CommonError.INTERRUPTED) {
          throw e;
        }
        refusal = e.getMessage();
      }
    }
    return Optional.of(refusal);
  }

  /// A key that leads to its own table is met by the row's own key.
  private static Optional<QualifiedIdentifier> referenced(
      RelationCatalog catalogue, Relation table, Column column) {
    return column
        .target()
        .flatMap(target -> catalogue.find(target.table()))
        .filter(target -> target.oid() != table.oid())
        .map(Relation::qualifiedName);
  }

  /// Goes through the combinations of all columns' values, the first column fastest; and then
  /// through all columns at once, for tables with many columns that need luck.
  private static List<String> choose(List<List<String>> candidates, int attempt) {
    List<String> chosen = new ArrayList<>();
    int rest = attempt;
    boolean together = attempt >= ATTEMPTS_A_ROW / 2;
    for (List<String> values : candidates) {
      chosen.add(values.get((together ? attempt - ATTEMPTS_A_ROW / 2 : rest) % values.size()));
      rest /= values.size();
    }
    return chosen;
  }

  private static String insert(
      QualifiedIdentifier table, List<Column> columns, List<List<String>> rows) {
    if (columns.isEmpty()) {
      return "INSERT INTO " + table + " DEFAULT VALUES";
    }
    return columns.stream()
            .map(c -> c.identifier().toString())
            .collect(Collectors.joining(", ", "INSERT INTO " + table + " (", ")"))
        + rows.stream()
            .map(values -> String.join(", ", values))
            .collect(Collectors.joining("), (", " OVERRIDING SYSTEM VALUE VALUES (", ")"));
  }

  /// Whether there are any.
  boolean areThere() {
    return filled;
  }

  /// Whether a statement may have failed only because of these rows.
  ///
  /// @param runsCode whether it may run statements that are put together from rows
  boolean mayBeWhy(Failure failure, boolean runsCode) {
    return filled
        && failure.sqlState().length() == 5
        && (DATA_CLASSES.contains(failure.sqlState().substring(0, 2))
            || (runsCode
                && failure.position().isEmpty()
                && NAME_STATES.contains(failure.sqlState())));
  }

  /// The database is one without them.
  void forget() {
    filled = false;
    refused.clear();
  }
}
