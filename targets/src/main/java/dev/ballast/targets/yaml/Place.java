package dev.ballast.targets.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/// A position in the file, counted from 1.
record Place(int line, int column) {
  static final Place START = new Place(1, 1);

  static Place of(Node node) {
    return of(node.getStartMark());
  }

  static Place of(Optional<Mark> mark) {
    return mark.map(m -> new Place(m.getLine() + 1, m.getColumn() + 1)).orElse(START);
  }
}
