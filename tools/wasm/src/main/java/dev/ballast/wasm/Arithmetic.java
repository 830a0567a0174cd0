package dev.ballast.wasm;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/// Numeric instructions. What the JVM has no like for is a method of its library, or of `Machine`.
final class Arithmetic {
  private static final ClassDesc INTEGER = ClassDesc.of("java.lang.Integer");
  private static final ClassDesc LONG = ClassDesc.of("java.lang.Long");
  private static final ClassDesc FLOAT = ClassDesc.of("java.lang.Float");
  private static final ClassDesc DOUBLE = ClassDesc.of("java.lang.Double");
  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
  private static final ClassDesc I = ConstantDescs.CD_int;
  private static final ClassDesc J = ConstantDescs.CD_long;
  private static final ClassDesc F = ConstantDescs.CD_float;
  private static final ClassDesc D = ConstantDescs.CD_double;

  private final CodeBuilder code;
  private final ClassDesc machine;

  Arithmetic(CodeBuilder code, ClassDesc machine) {
    this.code = code;
    this.machine = machine;
  }

  void write(Instruction instruction) {
    WasmOp op = instruction.op();
    if (op.isIntegerTest()) {
      decide(Comparison.jump(op, code));
      return;
    }
    if (ints(op) || longs(op) || doubles(op) || conversions(op)) {
      return;
    }
    switch (op) {
      case I32_CONST -> code.loadConstant(instruction.index());
      case I64_CONST -> code.loadConstant(instruction.value());
      case F32_CONST -> code.loadConstant(Float.intBitsToFloat(instruction.index()));
      case F64_CONST -> code.loadConstant(Double.longBitsToDouble(instruction.value()));
      default -> throw new IllegalArgumentException("no numeric instruction: " + op);
    }
  }

  private boolean ints(WasmOp op) {
    switch (op) {
      case I32_ADD -> code.iadd();
      case I32_SUB -> code.isub();
      case I32_MUL -> code.imul();
      case I32_AND -> code.iand();
      case I32_OR -> code.ior();
      case I32_XOR -> code.ixor();
      case I32_SHL -> code.ishl();
      case I32_SHR_S -> code.ishr();
      case I32_SHR_U -> code.iushr();
      case I32_DIV_S -> call(machine, "divide", I, I, I);
      case I32_DIV_U -> call(INTEGER, "divideUnsigned", I, I, I);
      case I32_REM_S -> code.irem();
      case I32_REM_U -> call(INTEGER, "remainderUnsigned", I, I, I);
      case I32_ROTL -> call(INTEGER, "rotateLeft", I, I, I);
      case I32_ROTR -> call(INTEGER, "rotateRight", I, I, I);
      case I32_CLZ -> call(INTEGER, "numberOfLeadingZeros", I, I);
      case I32_CTZ -> call(INTEGER, "numberOfTrailingZeros", I, I);
      case I32_POPCNT -> call(INTEGER, "bitCount", I, I);
      case I32_EXTEND8_S -> code.i2b();
      case I32_EXTEND16_S -> code.i2s();
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean longs(WasmOp op) {
    switch (op) {
      case I64_ADD -> code.ladd();
      case I64_SUB -> code.lsub();
      case I64_MUL -> code.lmul();
      case I64_AND -> code.land();
      case I64_OR -> code.lor();
      case I64_XOR -> code.lxor();
      case I64_SHL -> code.l2i().lshl();
      case I64_SHR_S -> code.l2i().lshr();
      case I64_SHR_U -> code.l2i().lushr();
      case I64_DIV_S -> call(machine, "divide", J, J, J);
      case I64_DIV_U -> call(LONG, "divideUnsigned", J, J, J);
      case I64_REM_S -> code.lrem();
      case I64_REM_U -> call(LONG, "remainderUnsigned", J, J, J);
      case I64_ROTL -> {
        code.l2i();
        call(LONG, "rotateLeft", J, J, I);
      }
      case I64_ROTR -> {
        code.l2i();
        call(LONG, "rotateRight", J, J, I);
      }
      case I64_CLZ -> count("numberOfLeadingZeros");
      case I64_CTZ -> count("numberOfTrailingZeros");
      case I64_POPCNT -> count("bitCount");
      case I64_EXTEND8_S -> code.l2i().i2b().i2l();
      case I64_EXTEND16_S -> code.l2i().i2s().i2l();
      case I64_EXTEND32_S -> code.l2i().i2l();
      default -> {
        return false;
      }
    }
    return true;
  }

  private void count(String method) {
    call(LONG, method, I, J);
    code.i2l();
  }

  private boolean doubles(WasmOp op) {
    switch (op) {
      case F64_ADD -> code.dadd();
      case F64_SUB -> code.dsub();
      case F64_MUL -> code.dmul();
      case F64_DIV -> code.ddiv();
      case F64_NEG -> code.dneg();
      case F64_ABS -> call(MATH, "abs", D, D);
      case F64_MIN -> call(MATH, "min", D, D, D);
      case F64_MAX -> call(MATH, "max", D, D, D);
      case F32_EQ -> order(true, false, Opcode.IFEQ);
      case F32_NE -> order(true, false, Opcode.IFNE);
      case F32_LT -> order(true, true, Opcode.IFLT);
      case F32_GT -> order(true, false, Opcode.IFGT);
      case F32_LE -> order(true, true, Opcode.IFLE);
      case F32_GE -> order(true, false, Opcode.IFGE);
      case F64_EQ -> order(false, false, Opcode.IFEQ);
      case F64_NE -> order(false, false, Opcode.IFNE);
      case F64_LT -> order(false, true, Opcode.IFLT);
      case F64_GT -> order(false, false, Opcode.IFGT);
      case F64_LE -> order(false, true, Opcode.IFLE);
      case F64_GE -> order(false, false, Opcode.IFGE);
      default -> {
        return false;
      }
    }
    return true;
  }

  /// A comparison with what is not a number does not hold, but for "not equal": it counts as
  /// greater where less is asked, and as less otherwise.
  private void order(boolean single, boolean lessAsked, Opcode jump) {
    if (single) {
      if (lessAsked) {
        code.fcmpg();
      } else {
        code.fcmpl();
      }
    } else if (lessAsked) {
      code.dcmpg();
    } else {
      code.dcmpl();
    }
    decide(jump);
  }

  private boolean conversions(WasmOp op) {
    switch (op) {
      case I32_WRAP_I64 -> code.l2i();
      case I64_EXTEND_I32_S -> code.i2l();
      case I64_EXTEND_I32_U -> call(INTEGER, "toUnsignedLong", J, I);
      case F64_CONVERT_I32_S -> code.i2d();
      case F64_CONVERT_I32_U -> {
        call(INTEGER, "toUnsignedLong", J, I);
        code.l2d();
      }
      case F64_CONVERT_I64_S -> code.l2d();
      case F64_CONVERT_I64_U -> call(machine, "unsignedToDouble", D, J);
      case F64_PROMOTE_F32 -> code.f2d();
      case I32_REINTERPRET_F32 -> call(FLOAT, "floatToRawIntBits", I, F);
      case I64_REINTERPRET_F64 -> call(DOUBLE, "doubleToRawLongBits", J, D);
      case F32_REINTERPRET_I32 -> call(FLOAT, "intBitsToFloat", F, I);
      case F64_REINTERPRET_I64 -> call(DOUBLE, "longBitsToDouble", D, J);
      case I32_TRUNC_SAT_F64_S -> code.d2i();
      case I32_TRUNC_SAT_F64_U -> call(machine, "toUnsignedInt", I, D);
      case I64_TRUNC_SAT_F64_S -> code.d2l();
      case I64_TRUNC_SAT_F64_U -> call(machine, "toUnsignedLong", J, D);
      default -> {
        return false;
      }
    }
    return true;
  }

  /// 1 where the jump would be taken, 0 otherwise.
  private void decide(Opcode jump) {
    Label holds = code.newLabel();
    Label end = code.newLabel();
    code.branch(jump, holds).iconst_0().goto_(end);
    code.labelBinding(holds).iconst_1().labelBinding(end);
  }

  private void call(ClassDesc owner, String name, ClassDesc result, ClassDesc... parameters) {
    code.invokestatic(owner, name, MethodTypeDesc.of(result, parameters));
  }
}
