package dev.ballast.wasm;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Blocks of a function that make one method.
///
/// @param entries the blocks that are entered from outside, in the order of their numbers
/// @param loaded the variables read from the frame on the way in
/// @param stored the variables written back to the frame on the way out
record Part(List<Block> blocks, List<Block> entries, BitSet loaded, BitSet stored) {
  /// A method of more than 8,000 bytes of bytecode is never compiled by the JVM; this leaves room
  /// for what is added on the way in and out.
  static final int GREATEST_SIZE = 6000;

  private static final int LEAST_SIZE = GREATEST_SIZE / 2;

  Part {
    blocks = List.copyOf(blocks);
    entries = List.copyOf(entries);
  }

  /// Cuts a function that is too long for one method where the fewest loops are cut through.
  static List<Part> cut(FlowGraph graph, Liveness liveness) {
    List<List<Block>> runs = new ArrayList<>();
    int from = 0;
    while (from < graph.blocks().size()) {
      int to = end(graph.blocks(), from);
      runs.add(graph.blocks().subList(from, to));
      from = to;
    }
    List<Part> parts = new ArrayList<>();
    for (List<Block> run : runs) {
      parts.add(of(run, graph, liveness));
    }
    return List.copyOf(parts);
  }

  private static int end(List<Block> blocks, int from) {
    int size = 0;
    int best = from + 1;
    int shallowest = Integer.MAX_VALUE;
    for (int i = from; i < blocks.size(); i++) {
      if (i > from && size > LEAST_SIZE && blocks.get(i).loopDepth() <= shallowest) {
        shallowest = blocks.get(i).loopDepth();
        best = i;
      }
      size += blocks.get(i).size();
      if (size > GREATEST_SIZE) {
        return size - blocks.get(i).size() <= LEAST_SIZE ? Math.max(i, from + 1) : best;
      }
    }
    return blocks.size();
  }

  private static Part of(List<Block> run, FlowGraph graph, Liveness liveness) {
    Set<Block> inside = new HashSet<>(run);
    Set<Block> entered = new HashSet<>();
    entered.add(graph.blocks().getFirst());
    BitSet leaving = new BitSet();
    for (Block block : graph.blocks()) {
      for (Block target : block.exit().targets()) {
        if (inside.contains(block) && !inside.contains(target)) {
          leaving.or(liveness.at(target));
        } else if (!inside.contains(block)) {
          entered.add(target);
        }
      }
    }
    List<Block> entries = run.stream().filter(entered::contains).toList();
    BitSet stored = written(run);
    stored.and(leaving);
    BitSet loaded = (BitSet) stored.clone();
    entries.forEach(entry -> loaded.or(liveness.at(entry)));
    return new Part(run, entries, loaded, stored);
  }

  private static BitSet written(List<Block> blocks) {
    BitSet written = new BitSet();
    for (Block block : blocks) {
      for (Instruction instruction : block.code()) {
        if (instruction.op() == WasmOp.LOCAL_SET || instruction.op() == WasmOp.LOCAL_TEE) {
          written.set(instruction.index());
        }
      }
    }
    return written;
  }
}
