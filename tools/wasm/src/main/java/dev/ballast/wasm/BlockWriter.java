package dev.ballast.wasm;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes blocks of one function into one method. Not safe for use by several threads.
final class BlockWriter {
  private final Context context;
  private final CodeBuilder code;
  private final Locals locals;
  private final Arithmetic arithmetic;
  private final MemoryAccess access;
  private final Map<Block, Label> labels = new LinkedHashMap<>();
  private final Map<Block, Label> outside = new LinkedHashMap<>();

  BlockWriter(Context context, CodeBuilder code, Locals locals) {
    this.context = context;
    this.code = code;
    this.locals = locals;
    this.arithmetic = new Arithmetic(code, context.names().machine());
    this.access = new MemoryAccess(code, context, locals.machine());
  }

  /// Writes the blocks one after the other; `leave` writes the way out of the function, its result
  /// being on the stack.
  void write(List<Block> blocks, Runnable leave) {
    blocks.forEach(this::label);
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      code.labelBinding(label(block));
      Step.of(block, context.module()).forEach(this::step);
      exit(block.exit(), i + 1 < blocks.size() ? blocks.get(i + 1) : new Block(), leave);
    }
  }

  /// Where a block of this method is.
  Label label(Block block) {
    return labels.computeIfAbsent(block, key -> code.newLabel());
  }

  /// The blocks of other methods that are jumped to, and where to write the way to them.
  Map<Block, Label> outside() {
    return outside;
  }

  private Label target(Block block) {
    Label inside = labels.get(block);
    return inside != null ? inside : outside.computeIfAbsent(block, key -> code.newLabel());
  }

  private void exit(Exit exit, Block next, Runnable leave) {
    switch (exit) {
      case Exit.Jump(Block target) -> go(target, next);
      case Exit.Branch(WasmOp test, Block yes, Block no) -> {
        Opcode jump = Comparison.jump(test, code);
        if (yes == next) {
          code.branch(Comparison.opposite(jump), target(no));
        } else {
          code.branch(jump, target(yes));
          go(no, next);
        }
      }
      case Exit.Table(List<Block> targets) -> {
        List<SwitchCase> cases = new ArrayList<>();
        for (int i = 0; i < targets.size() - 1; i++) {
          cases.add(SwitchCase.of(i, target(targets.get(i))));
        }
        code.tableswitch(0, targets.size() - 2, target(targets.getLast()), cases);
      }
      case Exit.Return() -> leave.run();
      case Exit.Trap() -> trap(code, context.names());
    }
  }

  private void go(Block target, Block next) {
    if (target != next) {
      code.goto_(target(target));
    }
  }

  /// Throws what `Machine` makes of an instruction that should never have been reached.
  static void trap(CodeBuilder code, Names names) {
    code.invokestatic(
            names.machine(),
            "trap",
            MethodTypeDesc.of(ClassDesc.of("java.lang.IllegalStateException")))
        .athrow();
  }

  private void step(Step step) {
    switch (step) {
      case Step.Plain(Instruction instruction) -> plain(instruction);
      case Step.Memory() -> access.memory();
      case Step.Offset(int bytes) -> access.offset(bytes);
      case Step.Index() -> access.index();
      case Step.Fetch() -> code.iaload();
      case Step.Put() -> code.iastore();
    }
  }

  private void plain(Instruction instruction) {
    WasmOp op = instruction.op();
    switch (op) {
      case LOCAL_GET -> locals.load(code, instruction.index());
      case LOCAL_SET -> locals.store(code, instruction.index());
      case LOCAL_TEE -> {
        duplicate(locals.kind(instruction.index()));
        locals.store(code, instruction.index());
      }
      case GLOBAL_GET, GLOBAL_SET -> global(instruction);
      case CALL -> call(instruction.index());
      case CALL_INDIRECT -> {
        FunctionType type = context.module().types().get(instruction.index());
        code.aload(locals.machine());
        code.invokestatic(
            context.names().table(), type.indirectName(), indirect(type, context.names()));
      }
      case DROP -> drop(ValueKind.of(instruction.index()));
      case SELECT -> select(ValueKind.of(instruction.index()));
      case MEMORY_COPY, MEMORY_FILL, MEMORY_GROW, MEMORY_SIZE -> access.whole(op);
      default -> {
        if (op.isLoad() || op.isStore()) {
          access.write(instruction);
        } else {
          arithmetic.write(instruction);
        }
      }
    }
  }

  /// The descriptor of the static method that calls through the table.
  static MethodTypeDesc indirect(FunctionType type, Names names) {
    MethodTypeDesc plain = type.indirect();
    return plain.insertParameterTypes(plain.parameterCount(), names.instance());
  }

  private void global(Instruction instruction) {
    ValueKind kind = context.module().globals().get(instruction.index()).kind();
    ClassDesc owner = context.names().instance();
    String name = Names.global(instruction.index());
    code.aload(locals.machine());
    if (instruction.op() == WasmOp.GLOBAL_GET) {
      code.getfield(owner, name, kind.desc());
    } else if (isWide(kind)) {
      code.dup_x2().pop().putfield(owner, name, kind.desc());
    } else {
      code.swap().putfield(owner, name, kind.desc());
    }
  }

  private void call(int function) {
    code.aload(locals.machine());
    WasmModule module = context.module();
    Names names = context.names();
    FunctionType type = module.typeOf(function);
    if (function < module.imports().size()) {
      String name = names.imported(module.imports().get(function).name());
      code.invokestatic(names.imports(), name, type.method(names.machine()));
    } else {
      code.invokestatic(
          context.homes().apply(function), Names.function(function), type.method(names.instance()));
    }
  }

  private void duplicate(ValueKind kind) {
    if (isWide(kind)) {
      code.dup2();
    } else {
      code.dup();
    }
  }

  private void drop(ValueKind kind) {
    if (isWide(kind)) {
      code.pop2();
    } else {
      code.pop();
    }
  }

  /// Of two values and a condition, keeps the first where the condition is not 0.
  private void select(ValueKind kind) {
    Label first = code.newLabel();
    code.ifne(first);
    if (isWide(kind)) {
      code.dup2_x2().pop2().labelBinding(first).pop2();
    } else {
      code.swap().labelBinding(first).pop();
    }
  }

  static boolean isWide(ValueKind kind) {
    return kind.typeKind().slotSize() == 2;
  }
}
