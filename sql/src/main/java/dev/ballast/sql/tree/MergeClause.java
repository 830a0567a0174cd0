package dev.ballast.sql.tree;

import java.util.List;
import java.util.Optional;

/// `WHEN MATCHED AND condition THEN UPDATE SET ...` of a `MERGE`.
///
/// @param assignments of `UPDATE`
/// @param columns of `INSERT`; none where the statement names none
/// @param subscripts what is in brackets after the columns
/// @param values of `INSERT`
public record MergeClause(
    Match match,
    Action action,
    Optional<Expression> condition,
    List<TargetEntry> assignments,
    List<String> columns,
    List<Expression> subscripts,
    List<Expression> values)
    implements Node {
  public MergeClause {
    assignments = List.copyOf(assignments);
    columns = List.copyOf(columns);
    subscripts = List.copyOf(subscripts);
    values = List.copyOf(values);
  }

  /// Which rows the clause is for.
  public enum Match {
    MATCHED,
    NOT_MATCHED_BY_SOURCE,
    NOT_MATCHED_BY_TARGET
  }

  /// What is done with them.
  public enum Action {
    INSERT,
    UPDATE,
    DELETE,
    NOTHING
  }

  @Override
  public List<Node> parts() {
    return Parts.nodes().and(condition).and(assignments).and(subscripts).and(values).list();
  }
}
