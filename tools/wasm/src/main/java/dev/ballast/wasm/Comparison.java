package dev.ballast.wasm;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/// Tests of integers as the JVM's conditional jumps.
final class Comparison {
  private static final ClassDesc LONG = ClassDesc.of("java.lang.Long");
  private static final MethodTypeDesc LONGS =
      MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_long, ConstantDescs.CD_long);

  private Comparison() {}

  /// Prepares the operands on the stack; answers the jump that is taken where the test holds.
  static Opcode jump(WasmOp test, CodeBuilder code) {
    return switch (test) {
      case I32_EQZ -> Opcode.IFEQ;
      case I32_EQ -> Opcode.IF_ICMPEQ;
      case I32_NE -> Opcode.IF_ICMPNE;
      case I32_LT_S -> Opcode.IF_ICMPLT;
      case I32_GT_S -> Opcode.IF_ICMPGT;
      case I32_LE_S -> Opcode.IF_ICMPLE;
      case I32_GE_S -> Opcode.IF_ICMPGE;
      case I32_LT_U, I32_GT_U, I32_LE_U, I32_GE_U -> {
        moved(code).swap();
        moved(code).swap();
        yield signed(test);
      }
      case I64_EQZ -> {
        code.lconst_0().lcmp();
        yield Opcode.IFEQ;
      }
      case I64_LT_U, I64_GT_U, I64_LE_U, I64_GE_U -> {
        code.invokestatic(LONG, "compareUnsigned", LONGS);
        yield order(test);
      }
      default -> {
        code.lcmp();
        yield order(test);
      }
    };
  }

  /// Unsigned numbers are ordered as signed ones are when half of the range is added to both. The
  /// library's method does no more, but costs two calls while nothing is compiled.
  private static CodeBuilder moved(CodeBuilder code) {
    return code.loadConstant(Integer.MIN_VALUE).iadd();
  }

  private static Opcode signed(WasmOp test) {
    return switch (test) {
      case I32_LT_U -> Opcode.IF_ICMPLT;
      case I32_GT_U -> Opcode.IF_ICMPGT;
      case I32_LE_U -> Opcode.IF_ICMPLE;
      default -> Opcode.IF_ICMPGE;
    };
  }

  private static Opcode order(WasmOp test) {
    return switch (test) {
      case I64_EQ -> Opcode.IFEQ;
      case I64_NE -> Opcode.IFNE;
      case I64_LT_U, I64_LT_S -> Opcode.IFLT;
      case I64_GT_U, I64_GT_S -> Opcode.IFGT;
      case I64_LE_U, I64_LE_S -> Opcode.IFLE;
      case I64_GE_U, I64_GE_S -> Opcode.IFGE;
      default -> throw new IllegalArgumentException("no test of integers: " + test);
    };
  }

  /// The jump that is taken where the other is not.
  static Opcode opposite(Opcode jump) {
    return switch (jump) {
      case IFEQ -> Opcode.IFNE;
      case IFNE -> Opcode.IFEQ;
      case IFLT -> Opcode.IFGE;
      case IFGE -> Opcode.IFLT;
      case IFGT -> Opcode.IFLE;
      case IFLE -> Opcode.IFGT;
      case IF_ICMPEQ -> Opcode.IF_ICMPNE;
      case IF_ICMPNE -> Opcode.IF_ICMPEQ;
      case IF_ICMPLT -> Opcode.IF_ICMPGE;
      case IF_ICMPGE -> Opcode.IF_ICMPLT;
      case IF_ICMPGT -> Opcode.IF_ICMPLE;
      case IF_ICMPLE -> Opcode.IF_ICMPGT;
      default -> throw new IllegalArgumentException("no conditional jump: " + jump);
    };
  }
}
