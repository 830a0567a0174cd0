package dev.ballast.wasm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The instructions of WebAssembly that are translated, with their binary form (0xfc00 stands for
/// the prefix) and, where it never varies, what they take from the stack and leave on it: `i` a
/// 32-bit integer, `l` a 64-bit one, `f` and `d` floating point.
enum WasmOp {
  UNREACHABLE(0x00),
  NOP(0x01),
  BLOCK(0x02),
  LOOP(0x03),
  IF(0x04),
  ELSE(0x05),
  END(0x0b),
  BR(0x0c),
  BR_IF(0x0d),
  BR_TABLE(0x0e),
  RETURN(0x0f),
  CALL(0x10),
  CALL_INDIRECT(0x11),
  DROP(0x1a),
  SELECT(0x1b),
  LOCAL_GET(0x20),
  LOCAL_SET(0x21),
  LOCAL_TEE(0x22),
  GLOBAL_GET(0x23),
  GLOBAL_SET(0x24),
  I32_LOAD(0x28, "i>i"),
  I64_LOAD(0x29, "i>l"),
  F32_LOAD(0x2a, "i>f"),
  F64_LOAD(0x2b, "i>d"),
  I32_LOAD8_S(0x2c, "i>i"),
  I32_LOAD8_U(0x2d, "i>i"),
  I32_LOAD16_S(0x2e, "i>i"),
  I32_LOAD16_U(0x2f, "i>i"),
  I64_LOAD8_S(0x30, "i>l"),
  I64_LOAD8_U(0x31, "i>l"),
  I64_LOAD16_S(0x32, "i>l"),
  I64_LOAD16_U(0x33, "i>l"),
  I64_LOAD32_S(0x34, "i>l"),
  I64_LOAD32_U(0x35, "i>l"),
  I32_STORE(0x36, "ii>"),
  I64_STORE(0x37, "il>"),
  F32_STORE(0x38, "if>"),
  F64_STORE(0x39, "id>"),
  I32_STORE8(0x3a, "ii>"),
  I32_STORE16(0x3b, "ii>"),
  I64_STORE8(0x3c, "il>"),
  I64_STORE16(0x3d, "il>"),
  I64_STORE32(0x3e, "il>"),
  MEMORY_SIZE(0x3f, ">i"),
  MEMORY_GROW(0x40, "i>i"),
  I32_CONST(0x41, ">i"),
  I64_CONST(0x42, ">l"),
  F32_CONST(0x43, ">f"),
  F64_CONST(0x44, ">d"),
  I32_EQZ(0x45, "i>i"),
  I32_EQ(0x46, "ii>i"),
  I32_NE(0x47, "ii>i"),
  I32_LT_S(0x48, "ii>i"),
  I32_LT_U(0x49, "ii>i"),
  I32_GT_S(0x4a, "ii>i"),
  I32_GT_U(0x4b, "ii>i"),
  I32_LE_S(0x4c, "ii>i"),
  I32_LE_U(0x4d, "ii>i"),
  I32_GE_S(0x4e, "ii>i"),
  I32_GE_U(0x4f, "ii>i"),
  I64_EQZ(0x50, "l>i"),
  I64_EQ(0x51, "ll>i"),
  I64_NE(0x52, "ll>i"),
  I64_LT_S(0x53, "ll>i"),
  I64_LT_U(0x54, "ll>i"),
  I64_GT_S(0x55, "ll>i"),
  I64_GT_U(0x56, "ll>i"),
  I64_LE_S(0x57, "ll>i"),
  I64_LE_U(0x58, "ll>i"),
  I64_GE_S(0x59, "ll>i"),
  I64_GE_U(0x5a, "ll>i"),
  F32_EQ(0x5b, "ff>i"),
  F32_NE(0x5c, "ff>i"),
  F32_LT(0x5d, "ff>i"),
  F32_GT(0x5e, "ff>i"),
  F32_LE(0x5f, "ff>i"),
  F32_GE(0x60, "ff>i"),
  F64_EQ(0x61, "dd>i"),
  F64_NE(0x62, "dd>i"),
  F64_LT(0x63, "dd>i"),
  F64_GT(0x64, "dd>i"),
  F64_LE(0x65, "dd>i"),
  F64_GE(0x66, "dd>i"),
  I32_CLZ(0x67, "i>i"),
  I32_CTZ(0x68, "i>i"),
  I32_POPCNT(0x69, "i>i"),
  I32_ADD(0x6a, "ii>i"),
  I32_SUB(0x6b, "ii>i"),
  I32_MUL(0x6c, "ii>i"),
  I32_DIV_S(0x6d, "ii>i"),
  I32_DIV_U(0x6e, "ii>i"),
  I32_REM_S(0x6f, "ii>i"),
  I32_REM_U(0x70, "ii>i"),
  I32_AND(0x71, "ii>i"),
  I32_OR(0x72, "ii>i"),
  I32_XOR(0x73, "ii>i"),
  I32_SHL(0x74, "ii>i"),
  I32_SHR_S(0x75, "ii>i"),
  I32_SHR_U(0x76, "ii>i"),
  I32_ROTL(0x77, "ii>i"),
  I32_ROTR(0x78, "ii>i"),
  I64_CLZ(0x79, "l>l"),
  I64_CTZ(0x7a, "l>l"),
  I64_POPCNT(0x7b, "l>l"),
  I64_ADD(0x7c, "ll>l"),
  I64_SUB(0x7d, "ll>l"),
  I64_MUL(0x7e, "ll>l"),
  I64_DIV_S(0x7f, "ll>l"),
  I64_DIV_U(0x80, "ll>l"),
  I64_REM_S(0x81, "ll>l"),
  I64_REM_U(0x82, "ll>l"),
  I64_AND(0x83, "ll>l"),
  I64_OR(0x84, "ll>l"),
  I64_XOR(0x85, "ll>l"),
  I64_SHL(0x86, "ll>l"),
  I64_SHR_S(0x87, "ll>l"),
  I64_SHR_U(0x88, "ll>l"),
  I64_ROTL(0x89, "ll>l"),
  I64_ROTR(0x8a, "ll>l"),
  F64_ABS(0x99, "d>d"),
  F64_NEG(0x9a, "d>d"),
  F64_ADD(0xa0, "dd>d"),
  F64_SUB(0xa1, "dd>d"),
  F64_MUL(0xa2, "dd>d"),
  F64_DIV(0xa3, "dd>d"),
  F64_MIN(0xa4, "dd>d"),
  F64_MAX(0xa5, "dd>d"),
  I32_WRAP_I64(0xa7, "l>i"),
  I64_EXTEND_I32_S(0xac, "i>l"),
  I64_EXTEND_I32_U(0xad, "i>l"),
  F64_CONVERT_I32_S(0xb7, "i>d"),
  F64_CONVERT_I32_U(0xb8, "i>d"),
  F64_CONVERT_I64_S(0xb9, "l>d"),
  F64_CONVERT_I64_U(0xba, "l>d"),
  F64_PROMOTE_F32(0xbb, "f>d"),
  I32_REINTERPRET_F32(0xbc, "f>i"),
  I64_REINTERPRET_F64(0xbd, "d>l"),
  F32_REINTERPRET_I32(0xbe, "i>f"),
  F64_REINTERPRET_I64(0xbf, "l>d"),
  I32_EXTEND8_S(0xc0, "i>i"),
  I32_EXTEND16_S(0xc1, "i>i"),
  I64_EXTEND8_S(0xc2, "l>l"),
  I64_EXTEND16_S(0xc3, "l>l"),
  I64_EXTEND32_S(0xc4, "l>l"),
  I32_TRUNC_SAT_F64_S(0xfc02, "d>i"),
  I32_TRUNC_SAT_F64_U(0xfc03, "d>i"),
  I64_TRUNC_SAT_F64_S(0xfc06, "d>l"),
  I64_TRUNC_SAT_F64_U(0xfc07, "d>l"),
  MEMORY_COPY(0xfc0a, "iii>"),
  MEMORY_FILL(0xfc0b, "iii>");

  private static final Map<Integer, WasmOp> BY_CODE = new HashMap<>();

  static {
    for (WasmOp op : values()) {
      BY_CODE.put(op.code, op);
    }
  }

  private final int code;
  private final List<ValueKind> operands;
  private final Optional<ValueKind> result;
  private final boolean plain;

  WasmOp(int code) {
    this.code = code;
    this.operands = List.of();
    this.result = Optional.empty();
    this.plain = false;
  }

  WasmOp(int code, String signature) {
    int arrow = signature.indexOf('>');
    this.code = code;
    this.operands = kinds(signature.substring(0, arrow));
    this.result = kinds(signature.substring(arrow + 1)).stream().findFirst();
    this.plain = true;
  }

  static WasmOp of(int code) {
    WasmOp op = BY_CODE.get(code);
    if (op == null) {
      throw new UnsupportedWasm("instruction 0x" + Integer.toHexString(code));
    }
    return op;
  }

  /// What a plain instruction takes, the deepest first.
  List<ValueKind> operands() {
    return operands;
  }

  Optional<ValueKind> result() {
    return result;
  }

  /// Whether operands and result are the same wherever it stands.
  boolean isPlain() {
    return plain;
  }

  boolean isLoad() {
    return code >= I32_LOAD.code && code <= I64_LOAD32_U.code;
  }

  boolean isStore() {
    return code >= I32_STORE.code && code <= I64_STORE32.code;
  }

  /// The answer is 0 or 1 and the operands are integers, so that a branch can take its place.
  boolean isIntegerTest() {
    return code >= I32_EQZ.code && code <= I64_GE_U.code;
  }

  private static List<ValueKind> kinds(String letters) {
    return letters.chars().mapToObj(WasmOp::kind).toList();
  }

  private static ValueKind kind(int letter) {
    return switch (letter) {
      case 'i' -> ValueKind.I32;
      case 'l' -> ValueKind.I64;
      case 'f' -> ValueKind.F32;
      case 'd' -> ValueKind.F64;
      default -> throw new IllegalArgumentException("no kind of value: " + (char) letter);
    };
  }
}
