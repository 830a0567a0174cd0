package dev.ballast.sql.tree;

import java.util.List;

/// Anything in the tree that can hold an expression, a relation or a statement below it. [Walk]
/// goes through the nodes, so that no rule has to know all of them.
public sealed interface Node
    permits AlterAction,
        ColumnDefinition,
        CommonTable,
        Constraint,
        Expression,
        FromClause,
        IndexKey,
        MergeClause,
        OnConflict,
        PartitionBound,
        PartitionBy,
        PublishedTable,
        Query,
        RelationUse,
        RoutineParameter,
        Statement,
        TargetEntry {

  /// The nodes directly below this one, in the order of the text where the grammar keeps it.
  default List<Node> parts() {
    return List.of();
  }

  /// The relations this node itself names, those below it left out: tables, views, materialized
  /// views, foreign tables, indexes and sequences.
  default List<QualifiedName> names() {
    return List.of();
  }
}
