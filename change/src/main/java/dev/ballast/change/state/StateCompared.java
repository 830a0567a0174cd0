package dev.ballast.change.state;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// What was compared of two states of a database, and how they differ, so that it may be kept:
/// values of rows are not in it.
///
/// @param objects of the catalogs that were read before
/// @param tables whose rows were all read before
/// @param rows of them
/// @param unread tables that were not read
/// @param lostRows rows that there are no more
/// @param exact whether all of these were counted, and none was estimated
/// @param differences a sentence each, at most [#MOST]
/// @param more how many differences there are beside them
public record StateCompared(
    long objects,
    long tables,
    long rows,
    long unread,
    long lostRows,
    boolean exact,
    List<String> differences,
    long more) {
  static final int MOST = 50;

  public StateCompared {
    requireNonNull(differences, "differences is null");
    differences = List.copyOf(differences);
  }

  public static StateCompared of(DatabaseState before, StateDifference difference) {
    List<TableDifference> tables = difference.content().tables();
    List<String> differences = difference.withoutKeys();
    return new StateCompared(
        before.catalog().objects().size(),
        before.content().size(),
        before.content().rows(),
        difference.content().unread().size(),
        tables.stream().mapToLong(TableDifference::lost).sum(),
        tables.stream().flatMap(each -> each.rows().stream()).allMatch(RowsApart::exact),
        differences.stream().limit(MOST).toList(),
        Math.max(0, differences.size() - MOST));
  }
}
