package dev.ballast.observe.statement;

import dev.ballast.sql.tree.QualifiedName;
import java.util.List;

/// By which columns a statement finds the rows of one table.
///
/// @param table as the statement names it
/// @param equal columns that are compared with values for equality
/// @param ranged columns that are compared with values by their order
/// @param joined columns that are compared with those of other tables
/// @param sorted the column that the rows are first sorted by, where only some are taken
public record Lookup(
    QualifiedName table,
    List<String> equal,
    List<String> ranged,
    List<String> joined,
    List<String> sorted) {
  public Lookup {
    equal = List.copyOf(equal);
    ranged = List.copyOf(ranged);
    joined = List.copyOf(joined);
    sorted = List.copyOf(sorted);
  }
}
