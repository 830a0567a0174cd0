package dev.ballast.wasm;

import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;

/// The kinds of value of WebAssembly, and what stands for them on the JVM.
enum ValueKind {
  I32(0x7f, TypeKind.INT, ConstantDescs.CD_int),
  I64(0x7e, TypeKind.LONG, ConstantDescs.CD_long),
  F32(0x7d, TypeKind.FLOAT, ConstantDescs.CD_float),
  F64(0x7c, TypeKind.DOUBLE, ConstantDescs.CD_double);

  private final int code;
  private final TypeKind typeKind;
  private final ClassDesc desc;

  ValueKind(int code, TypeKind typeKind, ClassDesc desc) {
    this.code = code;
    this.typeKind = typeKind;
    this.desc = desc;
  }

  static ValueKind of(int code) {
    for (ValueKind kind : values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    throw new UnsupportedWasm("value type 0x" + Integer.toHexString(code));
  }

  /// The number that stands for the kind in the binary form.
  int code() {
    return code;
  }

  TypeKind typeKind() {
    return typeKind;
  }

  ClassDesc desc() {
    return desc;
  }
}
