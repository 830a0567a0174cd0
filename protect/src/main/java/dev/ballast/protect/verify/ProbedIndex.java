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
import java.util.Set;

/// An index whose answers are compared with its table's.
///
/// @param predicate of a partial index, in SQL
/// @param plainScan whether the planner may read it other than by bitmap
/// @param rangeBlocks how many blocks one entry of a BRIN index describes, 0 for any other
/// @param keys what it indexes, in order; never empty
/// @param returned the columns whose values a search can take from the index itself, in SQL
record ProbedIndex(
    long oid,
    QualifiedIdentifier name,
    Table table,
    String method,
    Optional<String> predicate,
    boolean plainScan,
    long rangeBlocks,
    List<Key> keys,
    Optional<String> returned) {

  /// The access methods whose searches are known well enough to say what an answer proves.
  private static final Set<String> KNOWN =
      Set.of("btree", "hash", "gist", "spgist", "gin", "brin", "bloom");

  /// The table of an index.
  record Table(long oid, QualifiedIdentifier name, String owner, long bytes, long blocks) {}

  /// One indexed column or expression.
  ///
  /// @param expression in SQL, collation included, with the table's columns unqualified
  /// @param order what follows it in the ORDER BY that the index can serve: the family's own "less"
  /// or, where it is descending, "greater"; empty for an index without an order
  /// @param lookup how a row is found by its own key, where that is known
  /// @param findsNulls whether the index can be asked for the rows where it is null
  /// @param extremes whether the least and the greatest key of a range describe it
  record Key(
      String expression,
      Optional<String> order,
      Optional<Lookup> lookup,
      boolean findsNulls,
      boolean extremes) {}

  /// An operator of the index's family, with its schema, and what it is given of a row's own key.
  ///
  /// @param groups whether it finds the same values equal as GROUP BY does
  record Lookup(String operator, Own own, boolean groups) {}

  /// What of a row's own key is looked up.
  enum Own {
    KEY,
    /// The words of text search data, some at a time.
    WORDS,
    /// Each element of an array.
    ELEMENTS,
    /// The whole of a JSON document, whose entries are those of its values.
    DOCUMENT
  }

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
  /// by table, the smallest first: what small ones leave of a budget is for the large ones.
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
    Own own =
        row.flag("words")
            ? Own.WORDS
            : row.flag("elements") ? Own.ELEMENTS : row.flag("document") ? Own.DOCUMENT : Own.KEY;
    return new ProbedIndex(
        row.number("oid"),
        QualifiedIdentifier.of(row.text("index_schema"), row.text("index")),
        new Table(
            row.number("table_oid"),
            QualifiedIdentifier.of(row.text("schema"), row.text("table")),
            row.text("owner"),
            row.number("bytes"),
            row.number("blocks")),
        row.text("method"),
        row.textOrEmpty("predicate"),
        row.flag("plain_scan"),
        row.number("range_blocks"),
        List.of(
            new Key(
                row.text("expression"),
                row.textOrEmpty("ordering"),
                row.textOrEmpty("operator")
                    .map(operator -> new Lookup(operator, own, row.flag("groups"))),
                row.flag("finds_nulls"),
                row.flag("extremes"))),
        row.textOrEmpty("returned"));
  }

  private ProbedIndex with(ProbedIndex next) {
    List<Key> both = new ArrayList<>(keys);
    both.addAll(next.keys);
    return new ProbedIndex(
        oid, name, table, method, predicate, plainScan, rangeBlocks, List.copyOf(both), returned);
  }

  boolean isBtree() {
    return method.equals("btree");
  }

  /// Whether every key is described for itself, so that nothing is gained by looking for several.
  boolean describesRanges() {
    return rangeBlocks > 0;
  }

  boolean isKnown() {
    return KNOWN.contains(method);
  }

  String label() {
    return method + " index " + name.display();
  }
}
