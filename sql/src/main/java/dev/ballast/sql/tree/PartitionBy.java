package dev.ballast.sql.tree;

import java.util.List;

/// `PARTITION BY RANGE (a, lower(b))`.
public record PartitionBy(Strategy strategy, List<IndexKey> keys) implements Node {
  public PartitionBy {
    keys = List.copyOf(keys);
  }

  /// How rows find their partition.
  public enum Strategy {
    LIST,
    RANGE,
    HASH
  }

  @Override
  public List<Node> parts() {
    return List.copyOf(keys);
  }
}
