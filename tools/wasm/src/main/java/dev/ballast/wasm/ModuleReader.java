package dev.ballast.wasm;

import dev.ballast.wasm.WasmModule.Data;
import dev.ballast.wasm.WasmModule.Export;
import dev.ballast.wasm.WasmModule.Function;
import dev.ballast.wasm.WasmModule.Global;
import dev.ballast.wasm.WasmModule.Import;
import dev.ballast.wasm.WasmModule.Pages;
import dev.ballast.wasm.WasmModule.Table;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Decodes the binary form of a module (WebAssembly Core Specification, chapter 5). Not safe for
/// use by several threads.
final class ModuleReader {
  private static final int MAGIC = 0x6d736100;
  private static final int VERSION = 1;
  private static final int FUNCTION_FORM = 0x60;
  private static final int KIND_FUNCTION = 0;

  private final List<FunctionType> types = new ArrayList<>();
  private final List<Import> imports = new ArrayList<>();
  private final List<Integer> declared = new ArrayList<>();
  private final List<Function> functions = new ArrayList<>();
  private final List<Global> globals = new ArrayList<>();
  private final List<Export> exports = new ArrayList<>();
  private final List<Data> data = new ArrayList<>();
  private Pages memory = new Pages(0, 0);
  private Table table = new Table(0, List.of());

  private ModuleReader() {}

  static WasmModule read(byte[] wasm) {
    ModuleReader reader = new ModuleReader();
    BinaryReader in = new BinaryReader(ByteBuffer.wrap(wasm));
    if (in.fixedInt() != MAGIC || in.fixedInt() != VERSION) {
      throw new UnsupportedWasm("a file that is no WebAssembly module of version 1");
    }
    while (in.hasMore()) {
      int section = in.octet();
      reader.section(section, new BinaryReader(in.part(in.unsigned())));
    }
    return new WasmModule(
        reader.types,
        reader.imports,
        reader.functions,
        reader.memory,
        reader.globals,
        reader.exports,
        reader.table,
        reader.data);
  }

  private void section(int section, BinaryReader in) {
    switch (section) {
      case 0, 12 -> {} // custom sections, and the count of data segments, which is only a check
      case 1 -> each(in, () -> types.add(functionType(in)));
      case 2 -> each(in, () -> imports.add(imported(in)));
      case 3 -> each(in, () -> declared.add(in.unsigned()));
      case 4 -> each(in, () -> tableType(in));
      case 5 -> each(in, () -> memory = pages(in));
      case 6 -> each(in, () -> globals.add(global(in)));
      case 7 -> each(in, () -> export(in));
      case 9 -> each(in, () -> table = elements(in));
      case 10 -> each(in, () -> functions.add(function(in)));
      case 11 -> each(in, () -> data.add(data(in)));
      default -> throw new UnsupportedWasm("section " + section);
    }
  }

  private static void each(BinaryReader in, Runnable entry) {
    int count = in.unsigned();
    for (int i = 0; i < count; i++) {
      entry.run();
    }
  }

  private static FunctionType functionType(BinaryReader in) {
    expect(in.octet() == FUNCTION_FORM, "a type that is no function's");
    List<ValueKind> parameters = kinds(in);
    List<ValueKind> results = kinds(in);
    expect(results.size() <= 1, "a function of several results");
    return new FunctionType(parameters, results.stream().findFirst());
  }

  private static List<ValueKind> kinds(BinaryReader in) {
    List<ValueKind> kinds = new ArrayList<>();
    each(in, () -> kinds.add(ValueKind.of(in.octet())));
    return kinds;
  }

  private Import imported(BinaryReader in) {
    String module = in.name();
    String name = in.name();
    expect(in.octet() == KIND_FUNCTION, "an import that is no function");
    return new Import(module, name, types.get(in.unsigned()));
  }

  private static void tableType(BinaryReader in) {
    expect(in.octet() == 0x70, "a table that holds no functions");
    pages(in);
  }

  private static Pages pages(BinaryReader in) {
    boolean bounded = in.octet() == 1;
    int least = in.unsigned();
    return new Pages(least, bounded ? in.unsigned() : 1 << 16);
  }

  private static Global global(BinaryReader in) {
    ValueKind kind = ValueKind.of(in.octet());
    in.octet(); // whether it can be changed
    return new Global(kind, constant(in));
  }

  private void export(BinaryReader in) {
    String name = in.name();
    int kind = in.octet();
    int index = in.unsigned();
    if (kind == KIND_FUNCTION) {
      exports.add(new Export(name, index));
    }
  }

  private static Table elements(BinaryReader in) {
    expect(in.unsigned() == 0, "elements that are not put into the table at the start");
    int offset = (int) constant(in);
    List<Integer> functions = new ArrayList<>();
    each(in, () -> functions.add(in.unsigned()));
    return new Table(offset, functions);
  }

  private static Data data(BinaryReader in) {
    expect(in.unsigned() == 0, "data that is not put into the memory at the start");
    int address = (int) constant(in);
    return new Data(address, in.part(in.unsigned()));
  }

  /// The value of a constant expression.
  private static long constant(BinaryReader in) {
    Instruction constant = InstructionReader.read(in);
    expect(
        constant.op() == WasmOp.I32_CONST || constant.op() == WasmOp.I64_CONST,
        "a start value that is no constant");
    expect(InstructionReader.read(in).op() == WasmOp.END, "a start value that is computed");
    return constant.value();
  }

  private Function function(BinaryReader in) {
    BinaryReader body = new BinaryReader(in.part(in.unsigned()));
    List<ValueKind> locals = new ArrayList<>();
    each(
        body,
        () -> {
          int count = body.unsigned();
          ValueKind kind = ValueKind.of(body.octet());
          for (int i = 0; i < count; i++) {
            locals.add(kind);
          }
        });
    List<Instruction> instructions = new ArrayList<>();
    while (body.hasMore()) {
      instructions.add(InstructionReader.read(body));
    }
    return new Function(types.get(declared.get(functions.size())), locals, instructions);
  }

  private static void expect(boolean holds, String otherwise) {
    if (!holds) {
      throw new UnsupportedWasm(otherwise);
    }
  }

  /// The kind of the value a block leaves, from its type in binary form.
  static Optional<ValueKind> blockResult(Instruction block) {
    return block.value() == InstructionReader.NO_RESULT
        ? Optional.empty()
        : Optional.of(ValueKind.of(block.index()));
  }
}
