package dev.ballast.sql.tree;

import java.util.List;

/// One entry of `WITH`: a query, or an `INSERT`, `UPDATE`, `DELETE` or `MERGE` that returns rows.
public record CommonTable(String name, Statement statement) implements Node {
  @Override
  public List<Node> parts() {
    return List.of(statement);
  }
}
