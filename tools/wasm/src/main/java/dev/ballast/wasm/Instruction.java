package dev.ballast.wasm;

import java.util.List;

/// One instruction with its immediate values.
///
/// @param value the index of a local, global, function or type; the bits of a constant; the offset
///     of a memory access; the depth of a branch; the type of a block in its binary form; the kind
///     of
///     what is dropped or selected
/// @param align the alignment a memory access promises, as a power of two; 0 elsewhere
/// @param targets the depths a table of branches holds, the default last; empty elsewhere
record Instruction(WasmOp op, long value, int align, List<Integer> targets) {
  Instruction {
    targets = List.copyOf(targets);
  }

  static Instruction of(WasmOp op) {
    return of(op, 0);
  }

  static Instruction of(WasmOp op, long value) {
    return new Instruction(op, value, 0, List.of());
  }

  int index() {
    return (int) value;
  }
}
