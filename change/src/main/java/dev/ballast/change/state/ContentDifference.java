package dev.ballast.change.state;

import dev.ballast.sql.QualifiedIdentifier;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The tables that do not hold the same in two states. Columns are compared by name: their order is
/// the catalogue's business.
///
/// @param tables in the order of their names
/// @param unread tables of which nothing is known in one of the states
public record ContentDifference(List<TableDifference> tables, List<UnreadTable> unread) {
  public ContentDifference {
    tables = List.copyOf(tables);
    unread = List.copyOf(unread);
  }

  public boolean isEmpty() {
    return tables.isEmpty();
  }

  /// A sentence for each table.
  public List<String> lines() {
    return tables.stream().map(TableDifference::sentence).toList();
  }

  public static ContentDifference between(ContentState before, ContentState after) {
    List<UnreadTable> unread =
        Stream.concat(before.unread().stream(), after.unread().stream()).distinct().toList();
    Set<QualifiedIdentifier> unknown =
        unread.stream().map(UnreadTable::table).collect(Collectors.toSet());
    Map<QualifiedIdentifier, TableContent> now = new HashMap<>();
    after.tables().forEach(table -> now.put(table.table(), table));
    List<TableDifference> found = new ArrayList<>();
    for (TableContent was : before.tables()) {
      TableContent is = now.remove(was.table());
      if (unknown.contains(was.table())) {
        continue;
      }
      if (is == null) {
        found.add(present(was, true));
      } else if (!was.sums().equals(is.sums()) || !was.columns().equals(is.columns())) {
        of(was, is, before.encoding()).ifPresent(found::add);
      }
    }
    now.values().stream()
        .filter(is -> !unknown.contains(is.table()))
        .forEach(is -> found.add(present(is, false)));
    found.removeIf(each -> isOfNoRows(each));
    found.sort(Comparator.comparing(TableDifference::table));
    return new ContentDifference(found, unread);
  }

  private static TableDifference present(TableContent only, boolean before) {
    Optional<Long> rows = Optional.of(only.rows());
    return new TableDifference(
        only.table(),
        before ? rows : Optional.empty(),
        before ? Optional.empty() : rows,
        List.of(),
        List.of(),
        Optional.empty());
  }

  private static boolean isOfNoRows(TableDifference difference) {
    return difference.before().orElse(0L) == 0 && difference.after().orElse(0L) == 0;
  }

  private static Optional<TableDifference> of(TableContent was, TableContent is, Charset encoding) {
    List<String> columns = others(was, is);
    boolean sameColumns = was.names().equals(is.names());
    if (!sameColumns && columns.isEmpty() && was.rows() == is.rows()) {
      // A column more or less is a difference of the catalogues; what both have is equal.
      return Optional.empty();
    }
    return Optional.of(
        new TableDifference(
            was.table(),
            Optional.of(was.rows()),
            Optional.of(is.rows()),
            columns,
            was.key(),
            sameColumns && was.key().equals(is.key())
                ? apart(was.sketch().minus(is.sketch(), encoding))
                : Optional.empty()));
  }

  /// The columns of both whose values are not the same.
  private static List<String> others(TableContent was, TableContent is) {
    Set<ColumnSum> same = new HashSet<>(is.columns());
    Set<String> names = new HashSet<>(is.names());
    return was.columns().stream()
        .filter(column -> names.contains(column.column()) && !same.contains(column))
        .map(ColumnSum::column)
        .toList();
  }

  private static Optional<RowsApart> apart(RowSketch.Decoded decoded) {
    if (!decoded.isKnown()) {
      return Optional.empty();
    }
    Map<Long, List<SketchedRow>> byKey =
        decoded.rows().stream().collect(Collectors.groupingBy(SketchedRow::keyHash));
    List<String> lost = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    List<String> gained = new ArrayList<>();
    for (List<SketchedRow> versions : byKey.values()) {
      boolean was = versions.stream().anyMatch(SketchedRow::before);
      boolean is = versions.stream().anyMatch(row -> !row.before());
      (was && is ? changed : was ? lost : gained).add(versions.getFirst().key());
    }
    List<String> keys =
        Stream.of(lost, changed, gained)
            .flatMap(each -> each.stream().sorted(ContentDifference::compareKeys))
            .limit(RowsApart.KEYS)
            .toList();
    return Optional.of(
        new RowsApart(
            lost.size() * decoded.factor(),
            gained.size() * decoded.factor(),
            changed.size() * decoded.factor(),
            decoded.factor() == 1,
            keys));
  }

  /// Numbers by their value, as far as their length tells it.
  private static int compareKeys(String one, String other) {
    boolean numbers =
        !one.isEmpty()
            && !other.isEmpty()
            && (one + other).chars().allMatch(each -> each >= '0' && each <= '9');
    return numbers && one.length() != other.length()
        ? Integer.compare(one.length(), other.length())
        : one.compareTo(other);
  }
}
