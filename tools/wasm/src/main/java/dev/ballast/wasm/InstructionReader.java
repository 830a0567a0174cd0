package dev.ballast.wasm;

import java.util.ArrayList;
import java.util.List;

/// Decodes single instructions.
final class InstructionReader {
  /// The type of a block that leaves nothing.
  static final int NO_RESULT = 0x40;

  private static final int PREFIX = 0xfc;

  private InstructionReader() {}

  static Instruction read(BinaryReader in) {
    int code = in.octet();
    WasmOp op = WasmOp.of(code == PREFIX ? PREFIX << 8 | in.unsigned() : code);
    if (op.isLoad() || op.isStore()) {
      int align = in.unsigned();
      return new Instruction(op, in.unsigned(), align, List.of());
    }
    return switch (op) {
      case BLOCK, LOOP, IF -> Instruction.of(op, in.octet());
      case BR, BR_IF, CALL, LOCAL_GET, LOCAL_SET, LOCAL_TEE, GLOBAL_GET, GLOBAL_SET ->
          Instruction.of(op, in.unsigned());
      case BR_TABLE -> new Instruction(op, 0, 0, targets(in));
      case CALL_INDIRECT -> {
        int type = in.unsigned();
        zero(in, "a second table");
        yield Instruction.of(op, type);
      }
      case I32_CONST, I64_CONST -> Instruction.of(op, in.signed());
      case F32_CONST -> Instruction.of(op, in.fixedInt());
      case F64_CONST -> Instruction.of(op, in.fixedLong());
      case MEMORY_SIZE, MEMORY_GROW, MEMORY_FILL -> {
        zero(in, "a second memory");
        yield Instruction.of(op);
      }
      case MEMORY_COPY -> {
        zero(in, "a second memory");
        zero(in, "a second memory");
        yield Instruction.of(op);
      }
      default -> Instruction.of(op);
    };
  }

  private static List<Integer> targets(BinaryReader in) {
    int count = in.unsigned() + 1; // and the default
    List<Integer> targets = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      targets.add(in.unsigned());
    }
    return targets;
  }

  private static void zero(BinaryReader in, String otherwise) {
    if (in.octet() != 0) {
      throw new UnsupportedWasm(otherwise);
    }
  }
}
