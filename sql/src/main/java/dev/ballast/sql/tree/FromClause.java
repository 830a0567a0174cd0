package dev.ballast.sql.tree;

import java.util.List;

/// Where a query's rows come from, joins laid flat.
///
/// @param relations the tables and views; a name of `WITH` that is in scope is none of them
/// @param queries the sub-selects
/// @param expressions functions in `FROM`, join conditions, the columns of `USING`,
///     `TABLESAMPLE` arguments
public record FromClause(
    List<RelationUse> relations, List<Query> queries, List<Expression> expressions)
    implements Node {
  /// The node that stands for `NATURAL`: the columns of equal names are joined.
  public static final String NATURAL_JOIN = "NaturalJoin";

  /// The node that stands for the rows of a name of `WITH`.
  public static final String COMMON_TABLE = "CteScan";

  /// No `FROM` at all.
  public static final FromClause NONE = new FromClause(List.of(), List.of(), List.of());

  public FromClause {
    relations = List.copyOf(relations);
    queries = List.copyOf(queries);
    expressions = List.copyOf(expressions);
  }

  @Override
  public List<Node> parts() {
    return Parts.nodes().and(relations).and(queries).and(expressions).list();
  }
}
