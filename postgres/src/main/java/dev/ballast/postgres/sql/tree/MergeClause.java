package dev.ballast.postgres.sql.tree;

import java.util.List;
import java.util.Optional;

/// `WHEN MATCHED AND condition THEN UPDATE SET ...` of a `MERGE`.
public record MergeClause(
    Match match,
    Action action,
    Optional<Expression> condition,
    List<Target> assignments,
    List<Expression> values)
    implements Node {
  public MergeClause {
    assignments = List.copyOf(assignments);
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
    return Parts.nodes().and(condition).and(assignments).and(values).list();
  }
}
