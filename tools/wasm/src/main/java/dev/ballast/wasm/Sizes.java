package dev.ballast.wasm;

/// How many bytes of bytecode an instruction becomes, at most; only parts are cut by it.
final class Sizes {
  private static final int VARIABLE = 4;
  private static final int CALL = 6;
  private static final int ACCESS = 14;
  private static final int PLAIN = 9;
  private static final int TEST = 18;
  private static final int JUMP = 14;

  /// An entry of a table, and the way to a block of another part.
  private static final int CASE = 10;

  private Sizes() {}

  static int of(Instruction instruction) {
    WasmOp op = instruction.op();
    if (op.isLoad() || op.isStore()) {
      return ACCESS;
    }
    return switch (op) {
      case LOCAL_GET, LOCAL_SET, LOCAL_TEE, I32_CONST, I64_CONST -> VARIABLE;
      case CALL, CALL_INDIRECT, MEMORY_COPY, MEMORY_FILL, GLOBAL_GET, GLOBAL_SET -> CALL;
      default -> op.isIntegerTest() ? TEST : PLAIN;
    };
  }

  static int of(Exit exit) {
    return exit instanceof Exit.Table table ? JUMP + CASE * (table.targets().size() + 3) : JUMP;
  }
}
