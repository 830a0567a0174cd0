package dev.ballast.wasm;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which variables' values are still needed where a block begins. Immutable once made.
final class Liveness {
  private final Map<Block, BitSet> liveIn = new HashMap<>();

  private Liveness() {}

  static Liveness of(List<Block> blocks) {
    Liveness liveness = new Liveness();
    Map<Block, BitSet> written = new HashMap<>();
    for (Block block : blocks) {
      BitSet read = new BitSet();
      written.put(block, scan(block, read));
      liveness.liveIn.put(block, read);
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Block block : blocks.reversed()) {
        BitSet live = liveness.liveOut(block);
        live.andNot(written.get(block));
        live.or(liveness.at(block));
        if (!live.equals(liveness.at(block))) {
          liveness.liveIn.put(block, live);
          changed = true;
        }
      }
    }
    return liveness;
  }

  /// The variables needed from the start of that block on.
  BitSet at(Block block) {
    BitSet live = liveIn.get(block);
    if (live == null) {
      throw new IllegalArgumentException("a block of another function");
    }
    return live;
  }

  private BitSet liveOut(Block block) {
    BitSet live = new BitSet();
    block.exit().targets().forEach(target -> live.or(at(target)));
    return live;
  }

  /// Returns what the block writes; adds to `read` what it reads before it writes it.
  private static BitSet scan(Block block, BitSet read) {
    BitSet written = new BitSet();
    for (Instruction instruction : block.code()) {
      switch (instruction.op()) {
        case LOCAL_GET -> {
          if (!written.get(instruction.index())) {
            read.set(instruction.index());
          }
        }
        case LOCAL_SET, LOCAL_TEE -> written.set(instruction.index());
        default -> {}
      }
    }
    return written;
  }
}
