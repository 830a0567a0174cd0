package dev.ballast.targets.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/// A position in the file, counted from 1.
record YamlPosition(int line, int column) {
  static final YamlPosition START = new YamlPosition(1, 1);

  static YamlPosition of(Node node) {
    return of(node.getStartMark());
  }

  static YamlPosition of(Optional<Mark> mark) {
    return mark.map(m -> new YamlPosition(m.getLine() + 1, m.getColumn() + 1)).orElse(START);
  }
}
