package dev.ballast.sql.tree;

import java.util.List;
import java.util.Optional;

/// A `SELECT`, `VALUES` or `TABLE`, or several of them joined by `UNION`, `INTERSECT` or `EXCEPT`.
///
/// @param kind what it is
/// @param ctes its `WITH` list
/// @param targets the select list
/// @param from the tables, sub-selects and functions
/// @param branches the queries that a set operation joins, in order of the text
/// @param where the condition on rows
/// @param expressions all others: `VALUES` rows, `DISTINCT ON`, `GROUP BY`, `HAVING`, `WINDOW`,
///     `ORDER BY`, `LIMIT` and `OFFSET`
/// @param locks the row-locking clauses
/// @param into the table that `SELECT INTO` makes
/// @param limited whether `LIMIT` or `FETCH FIRST` bounds the rows
public record Query(
    Kind kind,
    List<CommonTable> ctes,
    List<TargetEntry> targets,
    FromClause from,
    List<Query> branches,
    Optional<Expression> where,
    List<Expression> expressions,
    List<Locking> locks,
    Optional<QualifiedName> into,
    boolean limited)
    implements Node {
  /// The node around a key of `ORDER BY` or `DISTINCT ON`: a mere name in it is that of an entry of
  /// the list first.
  public static final String SORT_KEY = "SortBy";

  public Query {
    ctes = List.copyOf(ctes);
    targets = List.copyOf(targets);
    branches = List.copyOf(branches);
    expressions = List.copyOf(expressions);
    locks = List.copyOf(locks);
  }

  /// What a query is at its top.
  public enum Kind {
    SELECT,
    VALUES,
    SET_OPERATION
  }

  /// The tables and views of this level; those of sub-selects and branches are returned by [Walk].
  public List<RelationUse> relations() {
    return from.relations();
  }

  @Override
  public List<Node> parts() {
    return Parts.nodes()
        .and(ctes)
        .and(targets)
        .and(from)
        .and(branches)
        .and(where)
        .and(expressions)
        .list();
  }

  @Override
  public List<QualifiedName> names() {
    return Parts.names().and(into).list();
  }
}
