package dev.ballast.wasm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Takes a function apart into blocks. Not safe for use by several threads.
///
/// What is on the operand stack where a block ends goes into variables, one for each height and
/// kind, and comes back where the next block begins: so every block can become the start of a
/// method.
final class FlowBuilder {
  /// A block of more bytes of bytecode than this is cut where the stack is empty.
  private static final int LONG_BLOCK = 1500;

  /// A table of more branches than this is taken apart.
  private static final int LONG_TABLE = 400;

  private final WasmModule module;
  private final FunctionType type;
  private final List<ValueKind> variables;
  private final Map<Slot, Integer> slots = new HashMap<>();
  private final List<ValueKind> stack = new ArrayList<>();
  private final Deque<Frame> frames = new ArrayDeque<>();
  private final List<Block> placed = new ArrayList<>();
  private int loops;

  /// Where instructions are added; null where they are never reached.
  private @Nullable Block current;

  /// Whether what is on the stack is still, or again, in variables.
  private boolean inVariables;

  private FlowBuilder(WasmModule module, WasmModule.Function function) {
    this.module = module;
    this.type = function.type();
    this.variables = new ArrayList<>(type.parameters());
    this.variables.addAll(function.locals());
  }

  static FlowGraph build(WasmModule module, WasmModule.Function function) {
    FlowBuilder builder = new FlowBuilder(module, function);
    builder.start(new Block());
    builder.frames.push(new Frame(WasmOp.BLOCK, 0, function.type().result(), true));
    function.body().forEach(builder::take);
    return new FlowGraph(builder.type, builder.variables, builder.placed).tidied();
  }

  private void take(Instruction instruction) {
    WasmOp op = instruction.op();
    switch (op) {
      case BLOCK, LOOP, IF -> open(instruction);
      case ELSE -> otherwise();
      case END -> close();
      default -> {
        if (current != null) {
          reachable(current, instruction);
        }
      }
    }
  }

  private void reachable(Block block, Instruction instruction) {
    switch (instruction.op()) {
      case NOP -> {}
      case BR -> jump(block, frame(instruction.index()));
      case BR_IF -> {
        Test test = test(block);
        Block no = new Block();
        leave(block, test.branch(route(frame(instruction.index())), no));
        start(no);
      }
      case BR_TABLE -> {
        onTop(block, ValueKind.I32);
        table(block, instruction.targets().stream().map(depth -> route(frame(depth))).toList());
      }
      case RETURN -> {
        reload(block);
        leave(block, new Exit.Return());
      }
      case UNREACHABLE -> leave(block, new Exit.Trap());
      default -> {
        straight(block, instruction);
        if (stack.isEmpty() && block.size() > LONG_BLOCK) {
          Block rest = new Block();
          leave(block, new Exit.Jump(rest));
          start(rest);
        }
      }
    }
  }

  /// Leaves by the index on top: at once where the targets are few, otherwise by way of a block for
  /// each stretch of the table, so that none is too long for a method.
  private void table(Block from, List<Block> targets) {
    int indexes = targets.size() - 1;
    if (indexes <= LONG_TABLE) {
      leave(from, new Exit.Table(targets));
      return;
    }
    Block block = from;
    int index = slot(stack.size(), ValueKind.I32);
    block.add(Instruction.of(WasmOp.LOCAL_SET, index));
    for (int first = 0; first < indexes; first += LONG_TABLE) {
      int end = Math.min(first + LONG_TABLE, indexes);
      List<Block> stretch = new ArrayList<>(targets.subList(first, end));
      stretch.add(targets.getLast());
      Block within = new Block();
      Block beyond = end == indexes ? targets.getLast() : new Block();
      block.add(Instruction.of(WasmOp.LOCAL_GET, index));
      block.add(Instruction.of(WasmOp.I32_CONST, end));
      leave(block, new Exit.Branch(WasmOp.I32_LT_U, within, beyond));
      start(within);
      within.add(Instruction.of(WasmOp.LOCAL_GET, index));
      within.add(Instruction.of(WasmOp.I32_CONST, first));
      within.add(Instruction.of(WasmOp.I32_SUB));
      leave(within, new Exit.Table(stretch));
      if (end < indexes) {
        start(beyond);
        current = null;
        block = beyond;
      }
    }
  }

  private void open(Instruction instruction) {
    WasmOp op = instruction.op();
    Block block = current;
    loops += op == WasmOp.LOOP ? 1 : 0;
    if (block == null) {
      frames.push(new Frame(op, 0, Optional.empty(), false));
      return;
    }
    Optional<Test> test = op == WasmOp.IF ? Optional.of(test(block)) : Optional.empty();
    Frame frame = new Frame(op, stack.size(), ModuleReader.blockResult(instruction), true);
    if (test.isPresent()) {
      Block then = new Block();
      leave(block, test.get().branch(then, frame.otherwise));
      start(then);
    }
    if (op == WasmOp.LOOP) {
      spill(block);
      leave(block, new Exit.Jump(frame.label));
      start(frame.label);
    }
    frames.push(frame);
  }

  private void otherwise() {
    Frame frame = frames.element();
    if (!frame.live) {
      return;
    }
    frame.hasElse = true;
    if (current != null) {
      jump(current, frame);
    }
    trim(frame, false);
    start(frame.otherwise);
  }

  private void close() {
    Frame frame = frames.pop();
    if (frame.op == WasmOp.LOOP) {
      loops--;
    }
    if (!frame.live || frame.op == WasmOp.LOOP) {
      return;
    }
    boolean joins = frame.targeted || (frame.op == WasmOp.IF && !frame.hasElse);
    if (joins) {
      if (current != null) {
        jump(current, frame);
      }
      trim(frame, true);
      if (frame.op == WasmOp.IF && !frame.hasElse) {
        start(frame.otherwise);
        leave(frame.otherwise, new Exit.Jump(frame.label));
      }
      start(frame.label);
    }
    if (frames.isEmpty() && current != null) {
      reload(current);
      leave(current, new Exit.Return());
    }
  }

  /// What is on the stack when a frame is left or its second branch begins.
  private void trim(Frame frame, boolean closed) {
    while (stack.size() > frame.height) {
      stack.removeLast();
    }
    if (closed) {
      frame.result.ifPresent(stack::add);
    }
  }

  private Frame frame(int depth) {
    int left = depth;
    for (Frame frame : frames) {
      if (left-- == 0) {
        return frame;
      }
    }
    throw new IllegalArgumentException("no frame at depth " + depth);
  }

  private void jump(Block block, Frame frame) {
    spill(block);
    frame.targeted = true;
    moves(frame).forEach(block::add);
    leave(block, new Exit.Jump(frame.label));
  }

  /// The block a conditional branch to that frame goes to, all of the stack being in variables.
  private Block route(Frame frame) {
    frame.targeted = true;
    List<Instruction> moves = moves(frame);
    if (moves.isEmpty()) {
      return frame.label;
    }
    Block between = new Block();
    between.inLoops(loops);
    placed.add(between);
    moves.forEach(between::add);
    between.leave(new Exit.Jump(frame.label));
    return between;
  }

  /// Brings the value a branch carries to where its target looks for it.
  private List<Instruction> moves(Frame frame) {
    if (frame.op == WasmOp.LOOP || frame.result.isEmpty() || stack.size() == frame.height + 1) {
      return List.of();
    }
    ValueKind kind = frame.result.get();
    return List.of(
        Instruction.of(WasmOp.LOCAL_GET, slot(stack.size() - 1, kind)),
        Instruction.of(WasmOp.LOCAL_SET, slot(frame.height, kind)));
  }

  /// Takes the condition off the stack as a test that the JVM can branch by.
  private Test test(Block block) {
    onTop(block, ValueKind.I32);
    WasmOp test = WasmOp.I32_EQZ;
    boolean holds = false;
    while (test == WasmOp.I32_EQZ
        && !block.code().isEmpty()
        && block.code().getLast().op().isIntegerTest()) {
      test = block.removeLast().op();
      holds = !holds;
    }
    return new Test(test, holds);
  }

  /// Leaves only the topmost value on the JVM's stack; the others go into variables. It counts as
  /// taken off.
  private void onTop(Block block, ValueKind kind) {
    if (stack.size() == 1) {
      reload(block);
      stack.removeLast();
    } else {
      spill(block);
      stack.removeLast();
      block.add(Instruction.of(WasmOp.LOCAL_GET, slot(stack.size(), kind)));
    }
    inVariables = true;
  }

  private void straight(Block block, Instruction instruction) {
    reload(block);
    WasmOp op = instruction.op();
    switch (op) {
      case LOCAL_GET -> stack.add(variables.get(instruction.index()));
      case LOCAL_SET, GLOBAL_SET -> stack.removeLast();
      case LOCAL_TEE -> {}
      case GLOBAL_GET -> stack.add(module.globals().get(instruction.index()).kind());
      case CALL -> call(module.typeOf(instruction.index()));
      case CALL_INDIRECT -> {
        stack.removeLast();
        call(module.types().get(instruction.index()));
      }
      case DROP -> {
        block.add(Instruction.of(op, stack.removeLast().code()));
        return;
      }
      case SELECT -> {
        stack.removeLast();
        block.add(Instruction.of(op, stack.removeLast().code()));
        return;
      }
      default -> {
        op.operands().forEach(operand -> stack.removeLast());
        op.result().ifPresent(stack::add);
      }
    }
    block.add(instruction);
  }

  private void call(FunctionType callee) {
    callee.parameters().forEach(parameter -> stack.removeLast());
    callee.result().ifPresent(stack::add);
  }

  private void reload(Block block) {
    if (inVariables) {
      for (int height = 0; height < stack.size(); height++) {
        block.add(Instruction.of(WasmOp.LOCAL_GET, slot(height, stack.get(height))));
      }
      inVariables = false;
    }
  }

  private void spill(Block block) {
    if (!inVariables) {
      for (int height = stack.size() - 1; height >= 0; height--) {
        block.add(Instruction.of(WasmOp.LOCAL_SET, slot(height, stack.get(height))));
      }
      inVariables = true;
    }
  }

  private int slot(int height, ValueKind kind) {
    return slots.computeIfAbsent(
        new Slot(height, kind),
        slot -> {
          variables.add(kind);
          return variables.size() - 1;
        });
  }

  private void leave(Block block, Exit exit) {
    block.leave(exit);
    current = null;
  }

  private void start(Block block) {
    block.inLoops(loops);
    placed.add(block);
    current = block;
    inVariables = true;
  }

  /// A condition: the instruction's answer, or its opposite.
  private record Test(WasmOp op, boolean holds) {
    Exit.Branch branch(Block yes, Block no) {
      return holds ? new Exit.Branch(op, yes, no) : new Exit.Branch(op, no, yes);
    }
  }

  private record Slot(int height, ValueKind kind) {}

  /// A block, loop or condition that is open, and where a branch to it goes.
  private static final class Frame {
    final WasmOp op;
    final int height;
    final Optional<ValueKind> result;
    final boolean live;
    final Block label = new Block();
    final Block otherwise = new Block();
    boolean targeted;
    boolean hasElse;

    Frame(WasmOp op, int height, Optional<ValueKind> result, boolean live) {
      this.op = op;
      this.height = height;
      this.result = result;
      this.live = live;
    }
  }
}
