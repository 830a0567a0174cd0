package dev.ballast.wasm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A function taken apart: its blocks in the order they stand, the first one the entry.
///
/// @param variables the kinds of its parameters, then of its locals, then of the variables that
///     hold what is on the operand stack between blocks
record FlowGraph(FunctionType type, List<ValueKind> variables, List<Block> blocks) {
  FlowGraph {
    variables = List.copyOf(variables);
    blocks = List.copyOf(blocks);
  }

  int size() {
    return blocks.stream().mapToInt(Block::size).sum();
  }

  /// The same without blocks that only continue to another, and without what is never reached.
  FlowGraph tidied() {
    for (Block block : blocks) {
      block.leave(block.exit().redirected(FlowGraph::firstThatWorks));
    }
    Block entry = blocks.getFirst();
    Set<Block> reached = new HashSet<>(Set.of(entry));
    List<Block> waiting = new ArrayList<>(reached);
    while (!waiting.isEmpty()) {
      for (Block target : waiting.removeLast().exit().targets()) {
        if (reached.add(target)) {
          waiting.add(target);
        }
      }
    }
    return new FlowGraph(type, variables, blocks.stream().filter(reached::contains).toList());
  }

  private static Block firstThatWorks(Block block) {
    Set<Block> seen = new HashSet<>();
    Block found = block;
    while (found.isEmpty() && seen.add(found)) {
      found = found.exit().targets().getFirst();
    }
    return found;
  }
}
