package dev.ballast.wasm;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/// Instructions that touch the memory, an array of 32-bit words. Aligned words are read and written
/// in place; all else is a static method of `Machine`.
final class MemoryAccess {
  private static final ClassDesc I = ConstantDescs.CD_int;
  private static final ClassDesc J = ConstantDescs.CD_long;
  private static final ClassDesc V = ConstantDescs.CD_void;

  private final CodeBuilder code;
  private final Context context;
  private final int machineSlot;

  MemoryAccess(CodeBuilder code, Context context, int machineSlot) {
    this.code = code;
    this.context = context;
    this.machineSlot = machineSlot;
  }

  void memory() {
    code.aload(machineSlot).getfield(context.names().instance(), "memory", I.arrayType());
  }

  void offset(int bytes) {
    code.loadConstant(bytes).iadd();
  }

  void index() {
    if (context.checked()) {
      code.invokestatic(context.names().machine(), "alignedIndex", MethodTypeDesc.of(I, I));
    } else {
      code.iconst_2().iushr();
    }
  }

  /// A load or store whose address, and value, are on the stack, its offset added already.
  void write(Instruction access) {
    String unaligned = access.align() < natural(access.op()) ? "Unaligned" : "";
    switch (access.op()) {
      case I32_LOAD -> load("load32" + unaligned, I);
      case I64_LOAD -> load("load64" + unaligned, J);
      case F32_LOAD -> {
        load("load32" + unaligned, I);
        bits("java.lang.Float", "intBitsToFloat", ConstantDescs.CD_float, I);
      }
      case F64_LOAD -> {
        load("load64" + unaligned, J);
        bits("java.lang.Double", "longBitsToDouble", ConstantDescs.CD_double, J);
      }
      case I32_LOAD8_S -> load("load8", I);
      case I32_LOAD8_U -> load("load8Unsigned", I);
      case I32_LOAD16_S -> load("load16" + unaligned, I);
      case I32_LOAD16_U -> {
        load("load16" + unaligned, I);
        code.i2c();
      }
      case I64_LOAD8_S -> widened("load8");
      case I64_LOAD8_U -> widened("load8Unsigned");
      case I64_LOAD16_S -> widened("load16" + unaligned);
      case I64_LOAD16_U -> {
        load("load16" + unaligned, I);
        code.i2c().i2l();
      }
      case I64_LOAD32_S -> widened("load32" + unaligned);
      case I64_LOAD32_U -> {
        widened("load32" + unaligned);
        code.loadConstant(0xffffffffL).land();
      }
      default -> store(access.op(), unaligned);
    }
  }

  private void store(WasmOp op, String unaligned) {
    switch (op) {
      case I32_STORE -> store("store32" + unaligned, I);
      case I64_STORE -> store("store64" + unaligned, J);
      case F32_STORE -> {
        bits("java.lang.Float", "floatToRawIntBits", I, ConstantDescs.CD_float);
        store("store32" + unaligned, I);
      }
      case F64_STORE -> {
        bits("java.lang.Double", "doubleToRawLongBits", J, ConstantDescs.CD_double);
        store("store64" + unaligned, J);
      }
      case I32_STORE8 -> store("store8", I);
      case I32_STORE16 -> store("store16" + unaligned, I);
      case I64_STORE8 -> {
        code.l2i();
        store("store8", I);
      }
      case I64_STORE16 -> {
        code.l2i();
        store("store16" + unaligned, I);
      }
      case I64_STORE32 -> {
        code.l2i();
        store("store32" + unaligned, I);
      }
      default -> throw new IllegalArgumentException("no access to the memory: " + op);
    }
  }

  /// `memory.copy`, `memory.fill`, `memory.grow` and `memory.size`.
  void whole(WasmOp op) {
    switch (op) {
      case MEMORY_COPY -> call("copy", V, I, I, I);
      case MEMORY_FILL -> call("fill", V, I, I, I);
      case MEMORY_GROW -> call("grow", I, I);
      case MEMORY_SIZE -> call("pages", I);
      default -> throw new IllegalArgumentException("not of the whole memory: " + op);
    }
  }

  /// The alignment from which the fast method may be taken: two words may stand anywhere where one
  /// may.
  private static int natural(WasmOp op) {
    return switch (op) {
      case I32_LOAD8_S, I32_LOAD8_U, I64_LOAD8_S, I64_LOAD8_U, I32_STORE8, I64_STORE8 -> 0;
      case I32_LOAD16_S, I32_LOAD16_U, I64_LOAD16_S, I64_LOAD16_U, I32_STORE16, I64_STORE16 -> 1;
      default -> 2;
    };
  }

  private void widened(String method) {
    load(method, I);
    code.i2l();
  }

  private void load(String method, ClassDesc kind) {
    call(method, kind, I);
  }

  private void store(String method, ClassDesc kind) {
    call(method, V, I, kind);
  }

  private void bits(String owner, String method, ClassDesc to, ClassDesc from) {
    code.invokestatic(ClassDesc.of(owner), method, MethodTypeDesc.of(to, from));
  }

  private void call(String method, ClassDesc result, ClassDesc... parameters) {
    MethodTypeDesc type = MethodTypeDesc.of(result, parameters);
    code.aload(machineSlot)
        .invokestatic(
            context.names().machine(),
            method,
            type.insertParameterTypes(parameters.length, context.names().machine()));
  }
}
