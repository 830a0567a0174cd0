package dev.ballast.sql.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// All that is in a statement, at any depth: below the parts no rule knows as well.
///
/// It stops where text begins that PostgreSQL reads only later: in the body of a routine or a `DO`
/// block, which [Parser#body(String)] reads.
public final class Walk {
  private final List<Node> nodes;

  private Walk(List<Node> nodes) {
    this.nodes = nodes;
  }

  /// Goes through a statement, or any part of one.
  public static Walk of(Node top) {
    List<Node> nodes = new ArrayList<>();
    Deque<Node> ahead = new ArrayDeque<>();
    ahead.push(top);
    while (!ahead.isEmpty()) {
      Node node = ahead.pop();
      nodes.add(node);
      for (Node part : node.parts().reversed()) {
        ahead.push(part);
      }
    }
    return new Walk(List.copyOf(nodes));
  }

  /// Every node, the top first, each before its parts.
  public List<Node> nodes() {
    return nodes;
  }

  /// Every node of that kind.
  public <T extends Node> List<T> every(Class<T> kind) {
    return nodes.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /// Every call of a function.
  public List<Expression.FunctionCall> calls() {
    return every(Expression.FunctionCall.class);
  }

  /// Every relation, each once. A name that `WITH` introduces is none.
  public SequencedSet<QualifiedName> relations() {
    SequencedSet<QualifiedName> relations = new LinkedHashSet<>();
    nodes.forEach(node -> relations.addAll(node.names()));
    return relations;
  }

  /// Every statement: the top, where it is one, and those within `WITH`, `EXPLAIN`, `PREPARE`,
  /// `COPY`, a rule, a schema, a routine of SQL statements.
  public List<Statement> statements() {
    return every(Statement.class);
  }
}
