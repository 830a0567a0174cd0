package dev.ballast.protect.verify;

import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.sql.QualifiedIdentifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An index whose answers are compared with its table's.
///
/// @param predicate of a partial index, in SQL
/// @param keys what it indexes, in order; never empty
record ProbedIndex(
    long oid,
    QualifiedIdentifier name,
    Table table,
    String method,
    Optional<String> predicate,
    List<Key> keys) {

  /// The table of an index.
  record Table(long oid, QualifiedIdentifier name, String owner, long bytes) {}

  /// One indexed column or expression.
  ///
  /// @param expression in SQL, collation included, with the table's columns unqualified
  /// @param order what follows it in the ORDER BY that the index can serve: the family's own "less"
  /// or, where it is descending, "greater"; empty for an index without an order
  /// @param lookup how a row is found by its own key, where that is known
  record Key(String expression, Optional<String> order, Optional<Lookup> lookup) {}

  /// @param operator an operator of the index's family, with its schema
  /// @param words whether the key is text search data, so that one of its words is looked up
  record Lookup(String operator, boolean words) {}

  /// The indexes of one table, which are probed one after another.
  record OfTable(List<ProbedIndex> indexes) implements OwnerCrew.Task {
    @Override
    public String role() {
      return indexes.getFirst().table().owner();
    }

    @Override
    public String label() {
      return "indexes of " + indexes.getFirst().table().name().display();
    }

    /// An index that is one alone is the one that is meant; of several nothing is said, but what
    /// [Amcheck] says of each.
    @Override
    public List<Suspect> suspects() {
      ProbedIndex first = indexes.getFirst();
      return indexes.size() == 1
          ? List.of(new Suspect(first.oid(), first.name(), first.method()))
          : List.of();
    }
  }

  /// Every valid index of the session's database but those of TOAST, which cannot be read by SQL;
  /// by table, the largest first.
  static List<OfTable> all(Session keeper) {
    Map<Long, ProbedIndex> byOid = new LinkedHashMap<>();
    keeper
        .query(SqlResource.load(ProbedIndex.class, "indexes", keeper.version()), ProbedIndex::of)
        .forEach(index -> byOid.merge(index.oid(), index, ProbedIndex::with));
    Map<Long, List<ProbedIndex>> byTable = new LinkedHashMap<>();
    byOid
        .values()
        .forEach(i -> byTable.computeIfAbsent(i.table().oid(), table -> new ArrayList<>()).add(i));
    return byTable.values().stream().map(OfTable::new).toList();
  }

  private static ProbedIndex of(Row row) {
    Optional<Lookup> lookup =
        row.textOrEmpty("operator").map(operator -> new Lookup(operator, row.flag("words")));
    return new ProbedIndex(
        row.number("oid"),
        QualifiedIdentifier.of(row.text("index_schema"), row.text("index")),
        new Table(
            row.number("table_oid"),
            QualifiedIdentifier.of(row.text("schema"), row.text("table")),
            row.text("owner"),
            row.number("bytes")),
        row.text("method"),
        row.textOrEmpty("predicate"),
        List.of(new Key(row.text("expression"), row.textOrEmpty("ordering"), lookup)));
  }

  private ProbedIndex with(ProbedIndex next) {
    List<Key> both = new ArrayList<>(keys);
    both.addAll(next.keys);
    return new ProbedIndex(oid, name, table, method, predicate, List.copyOf(both));
  }

  boolean isBtree() {
    return method.equals("btree");
  }
}
