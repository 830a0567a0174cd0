package dev.ballast.sql.tree;

import java.util.List;
import java.util.Optional;

/// `TABLE t (a, b) WHERE (c > 0)` of a publication. No columns means all.
public record PublishedTable(RelationUse table, List<String> columns, Optional<Expression> where)
    implements Node {
  public PublishedTable {
    columns = List.copyOf(columns);
  }

  @Override
  public List<Node> parts() {
    return Parts.nodes().and(table).and(where).list();
  }
}
