package dev.ballast.sql.tree;

import java.util.List;
import java.util.Optional;

/// `ON CONFLICT` of an `INSERT`.
///
/// @param inference the keys between the parentheses
/// @param constraint the name after `ON CONSTRAINT`
/// @param update whether it is `DO UPDATE`; otherwise `DO NOTHING`
public record OnConflict(
    List<IndexKey> inference,
    Optional<Expression> inferenceWhere,
    Optional<String> constraint,
    boolean update,
    List<TargetEntry> assignments,
    Optional<Expression> where)
    implements Node {
  public OnConflict {
    inference = List.copyOf(inference);
    assignments = List.copyOf(assignments);
  }

  @Override
  public List<Node> parts() {
    return Parts.nodes().and(inference).and(inferenceWhere).and(assignments).and(where).list();
  }
}
