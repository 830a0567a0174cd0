package dev.ballast.wasm;

import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The type of a function: any number of parameters and at most one result.
record FunctionType(List<ValueKind> parameters, Optional<ValueKind> result) {
  FunctionType {
    parameters = List.copyOf(parameters);
  }

  /// The descriptor of the static method that stands for such a function: what it works on comes
  /// last.
  MethodTypeDesc method(ClassDesc machine) {
    List<ClassDesc> descs = new ArrayList<>(descs());
    descs.add(machine);
    return MethodTypeDesc.of(returned(), descs);
  }

  /// The descriptor of a call through the table: the index comes after the parameters.
  MethodTypeDesc indirect() {
    List<ClassDesc> descs = new ArrayList<>(descs());
    descs.add(ConstantDescs.CD_int);
    return MethodTypeDesc.of(returned(), descs);
  }

  MethodTypeDesc plain() {
    return MethodTypeDesc.of(returned(), descs());
  }

  /// `callVoid`, `callInt`, `callLong`, `callFloat` or `callDouble`.
  String indirectName() {
    String name = returned().displayName();
    return "call" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private List<ClassDesc> descs() {
    return parameters.stream().map(ValueKind::desc).toList();
  }

  private ClassDesc returned() {
    return result.map(ValueKind::desc).orElse(ConstantDescs.CD_void);
  }
}
