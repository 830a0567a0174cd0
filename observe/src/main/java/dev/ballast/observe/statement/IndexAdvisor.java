package dev.ballast.observe.statement;

import dev.ballast.sql.tree.ParsedStatement;
import dev.ballast.sql.tree.Parser;
import dev.ballast.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Derives which index a statement looks for, from its conditions and from the indexes that there
/// are. Without state, safe for any number of threads.
///
/// It claims little: an index that begins with one of the columns counts as enough, unless a plan
/// shows that the table is read as a whole nevertheless.
public final class IndexAdvisor {
  /// A smaller table is read in a few milliseconds.
  static final long FEWEST_ROWS = 2_000;

  private static final long FEWEST_BYTES = 256 << 10;
  private static final int MOST_COLUMNS = 3;

  private IndexAdvisor() {}

  /// What a statement lacks, for the largest table first.
  ///
  /// @param scanned the tables that a plan of it reads as a whole
  public static List<IndexAdvice> of(
      String statement, List<TableFacts> tables, Set<QualifiedName> scanned) {
    if (!(Parser.postgres18().parse(statement) instanceof ParsedStatement.Understood understood)) {
      return List.of();
    }
    List<IndexAdvice> advice = new ArrayList<>();
    for (Lookup lookup : Lookups.of(understood.statement(), tables)) {
      tables.stream()
          .filter(table -> table.name().mayBe(lookup.table()) && isLarge(table))
          .forEach(
              table ->
                  advice.addAll(
                      of(lookup, table, scanned.contains(table.name())).stream().toList()));
    }
    return advice.stream()
        .distinct()
        .sorted(Comparator.comparingLong(a -> -a.rows().orElse(0)))
        .toList();
  }

  private static boolean isLarge(TableFacts table) {
    return table.rows().isPresent()
        ? table.rows().getAsLong() >= FEWEST_ROWS
        : table.bytes() >= FEWEST_BYTES;
  }

  private static List<IndexAdvice> of(Lookup lookup, TableFacts table, boolean scanned) {
    List<String> leading = leading(lookup, table, scanned);
    boolean enough =
        leading.isEmpty()
            || table.indexes().stream()
                .anyMatch(index -> scanned ? index.coversAll(leading) : index.begins(leading));
    if (enough) {
      return List.of();
    }
    Set<String> columns = new LinkedHashSet<>(leading);
    if (columns.size() < MOST_COLUMNS && !lookup.equal().isEmpty()) {
      Stream.concat(lookup.ranged().stream(), lookup.sorted().stream())
          .filter(table::isIndexable)
          .findFirst()
          .ifPresent(columns::add);
    }
    return List.of(
        new IndexAdvice(table.name(), List.copyOf(columns), table.partitioned(), table.rows()));
  }

  /// Columns by which the rows are found: those that are compared for equality, or else one by its
  /// order, or else those of a join where a plan shows that no index is used for it.
  private static List<String> leading(Lookup lookup, TableFacts table, boolean scanned) {
    List<String> equal = usable(lookup.equal(), table);
    if (!equal.isEmpty()) {
      return equal.subList(0, Math.min(MOST_COLUMNS, equal.size()));
    }
    List<String> ranged = usable(lookup.ranged(), table);
    List<String> sorted = usable(lookup.sorted(), table);
    List<String> one = ranged.isEmpty() ? sorted : ranged;
    if (!one.isEmpty()) {
      return one.subList(0, 1);
    }
    List<String> joined = scanned ? usable(lookup.joined(), table) : List.of();
    return joined.isEmpty() ? List.of() : joined.subList(0, 1);
  }

  private static List<String> usable(List<String> columns, TableFacts table) {
    return columns.stream().filter(table::isIndexable).toList();
  }
}
