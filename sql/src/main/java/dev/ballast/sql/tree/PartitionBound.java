package dev.ballast.sql.tree;

import java.util.List;

/// Which rows a partition holds.
public sealed interface PartitionBound extends Node {

  /// `DEFAULT`: every row that no other partition takes.
  record Default() implements PartitionBound {}

  /// `FOR VALUES IN (1, 2)`.
  record InList(List<Expression> values) implements PartitionBound {
    public InList {
      values = List.copyOf(values);
    }

    @Override
    public List<Node> parts() {
      return List.copyOf(values);
    }
  }

  /// `FOR VALUES FROM (1) TO (MAXVALUE)`. `MINVALUE` and `MAXVALUE` are column references, as they
  /// are to the grammar.
  record Range(List<Expression> from, List<Expression> to) implements PartitionBound {
    public Range {
      from = List.copyOf(from);
      to = List.copyOf(to);
    }

    @Override
    public List<Node> parts() {
      return Parts.nodes().and(from).and(to).list();
    }
  }

  /// `FOR VALUES WITH (MODULUS 4, REMAINDER 0)`.
  record Hash(int modulus, int remainder) implements PartitionBound {}
}
