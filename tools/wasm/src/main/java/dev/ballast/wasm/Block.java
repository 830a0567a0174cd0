package dev.ballast.wasm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A straight run of instructions, entered at its start and left at its end. Filled by one thread,
/// then only read.
final class Block {
  private final List<Instruction> code = new ArrayList<>();
  private Exit exit = new Exit.Trap();
  private int loopDepth;
  private int size;

  void add(Instruction instruction) {
    code.add(instruction);
    size += Sizes.of(instruction);
  }

  Instruction removeLast() {
    Instruction last = code.removeLast();
    size -= Sizes.of(last);
    return last;
  }

  void leave(Exit way) {
    exit = way;
  }

  void inLoops(int depth) {
    loopDepth = depth;
  }

  List<Instruction> code() {
    return Collections.unmodifiableList(code);
  }

  Exit exit() {
    return exit;
  }

  /// In how many loops, one within the other, the block stands.
  int loopDepth() {
    return loopDepth;
  }

  /// At most so many bytes of bytecode stand for the block.
  int size() {
    return size + Sizes.of(exit);
  }

  /// The block does nothing but go on.
  boolean isEmpty() {
    return code.isEmpty() && exit instanceof Exit.Jump;
  }
}
