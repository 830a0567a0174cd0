package dev.ballast.sql.tree;

import java.util.List;

/// One statement. The kinds are gathered by what they are about: a `switch` names the records that
/// it treats and the topics that it leaves alone, so that a new kind does not compile until
/// somebody decided about it. Who looks for one kind only asks `instanceof`.
public sealed interface Statement extends Node
    permits DataStatement,
        DatabaseStatement,
        GuardStatement,
        IndexStatement,
        MaintenanceStatement,
        ObjectStatement,
        Statement.OtherStatement,
        ReplicationStatement,
        RoleStatement,
        RoutineStatement,
        SequenceStatement,
        SessionStatement,
        TableStatement,
        TypeStatement,
        ViewStatement {

  /// The named unknown: PostgreSQL understands it, no rule asks for more than what is in it.
  ///
  /// @param node the node's name in PostgreSQL's parse tree, as `CreateTransformStmt`
  /// @param parts every relation, expression and statement below it
  record OtherStatement(String node, List<Node> parts) implements Statement {
    public OtherStatement {
      parts = List.copyOf(parts);
    }
  }
}
