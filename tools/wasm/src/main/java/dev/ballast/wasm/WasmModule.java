package dev.ballast.wasm;

import java.util.List;

/// A decoded module, cut to what compilers for C make: one memory, one table filled at the start,
/// functions as only imports.
///
/// Indexes of functions count the imports first, as in the binary form.
record WasmModule(
    List<FunctionType> types,
    List<Import> imports,
    List<Function> functions,
    Pages memory,
    List<Global> globals,
    List<Export> exports,
    Table table,
    List<Data> data) {

  WasmModule {
    types = List.copyOf(types);
    imports = List.copyOf(imports);
    functions = List.copyOf(functions);
    globals = List.copyOf(globals);
    exports = List.copyOf(exports);
    data = List.copyOf(data);
  }

  record Import(String module, String name, FunctionType type) {}

  /// @param locals the kinds of the locals that are not parameters
  record Function(FunctionType type, List<ValueKind> locals, List<Instruction> body) {
    Function {
      locals = List.copyOf(locals);
      body = List.copyOf(body);
    }
  }

  /// The least and the greatest size of the memory in pages of 64 KiB.
  record Pages(int least, int greatest) {}

  record Global(ValueKind kind, long bits) {}

  record Export(String name, int function) {}

  /// The table of functions that are called by index: `functions` stand from `offset` on.
  record Table(int offset, List<Integer> functions) {
    Table {
      functions = List.copyOf(functions);
    }
  }

  /// Bytes copied into the memory when an instance is made.
  record Data(int address, java.nio.ByteBuffer bytes) {}

  FunctionType typeOf(int function) {
    return function < imports.size()
        ? imports.get(function).type()
        : functions.get(function - imports.size()).type();
  }
}
