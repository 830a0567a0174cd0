package dev.ballast.wasm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// How a block is left. Where it continues to another, the operand stack is empty: what was on it
/// is in variables.
sealed interface Exit {

  /// On to one block.
  record Jump(Block target) implements Exit {}

  /// To `yes` where the test of the integers on the stack holds, to `no` otherwise.
  record Branch(WasmOp test, Block yes, Block no) implements Exit {}

  /// To the target with the index that is on the stack, to the last one where there is none.
  record Table(List<Block> targets) implements Exit {
    public Table {
      targets = List.copyOf(targets);
    }
  }

  /// Out of the function, with the value on the stack if it has a result.
  record Return() implements Exit {}

  /// An instruction that is never reached.
  record Trap() implements Exit {}

  default List<Block> targets() {
    return switch (this) {
      case Jump jump -> List.of(jump.target);
      case Branch branch -> List.of(branch.yes, branch.no);
      case Table table -> table.targets;
      case Return() -> List.of();
      case Trap() -> List.of();
    };
  }

  /// The same way out, to other blocks.
  default Exit redirected(UnaryOperator<Block> to) {
    return switch (this) {
      case Jump jump -> new Jump(to.apply(jump.target));
      case Branch branch -> new Branch(branch.test, to.apply(branch.yes), to.apply(branch.no));
      case Table table -> {
        List<Block> targets = new ArrayList<>(table.targets.size());
        table.targets.forEach(target -> targets.add(to.apply(target)));
        yield new Table(targets);
      }
      case Return() -> this;
      case Trap() -> this;
    };
  }
}
