package dev.ballast.sql.grammar;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.runtime.WasmFunctionHandle;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/// The parser's WebAssembly as it is, instruction by instruction, by somebody else's interpreter:
/// what the translation is compared with. Not safe for use by several threads.
final class Interpreter {
  private final Instance instance;
  private final Memory memory;

  Interpreter() {
    WasmModule module = Parser.parse(Path.of("src/main/wasm/libpg-query.wasm"));
    ImportValues.Builder imports = ImportValues.builder();
    for (int i = 0; i < module.importSection().importCount(); i++) {
      FunctionImport imported = (FunctionImport) module.importSection().getImport(i);
      FunctionType type = module.typeSection().getType(imported.typeIndex());
      imports.addFunction(
          new HostFunction(
              imported.module(), imported.name(), type, handler(imported.name(), type)));
    }
    instance = Instance.builder(module).withImportValues(imports.build()).withStart(false).build();
    memory = instance.memory();
    call("A");
  }

  /// The tree, or the error's message and its cursor.
  String parse(String sql) {
    int text = copyIn(sql);
    int result = call("F", text);
    int error = memory.readInt(result + 8);
    String answer =
        error == 0
            ? memory.readCString(memory.readInt(result))
            : memory.readCString(memory.readInt(error)) + " at " + memory.readInt(error + 16);
    call("G", result);
    call("E", text);
    return answer;
  }

  String parsePlpgsql(String sql) {
    return textual("H", sql);
  }

  String fingerprint(String sql) {
    return textual("I", sql);
  }

  String normalize(String sql) {
    return textual("J", sql);
  }

  private String textual(String export, String sql) {
    int text = copyIn(sql);
    int result = call(export, text);
    String answer = memory.readCString(result);
    call("N", result);
    call("E", text);
    return answer;
  }

  private int copyIn(String sql) {
    byte[] utf8 = sql.getBytes(StandardCharsets.UTF_8);
    int address = call("C", utf8.length + 1);
    memory.write(address, utf8);
    memory.writeByte(address + utf8.length, (byte) 0);
    return address;
  }

  private int call(String export, int... arguments) {
    long[] results =
        instance.export(export).apply(Arrays.stream(arguments).asLongStream().toArray());
    return results == null || results.length == 0 ? 0 : (int) results[0];
  }

  /// The names of the imports are those of `libpg-query.names`.
  private static WasmFunctionHandle handler(String name, FunctionType type) {
    return switch (name) {
      case "a", "b", "d", "e", "f", "g", "h", "i", "j", "k", "l", "n", "y" ->
          (instance, arguments) -> guarded(instance, arguments, type);
      case "p" ->
          (instance, arguments) -> {
            throw new Imports.LongJump();
          };
      default ->
          (instance, arguments) -> {
            throw new IllegalStateException("the parser called " + name);
          };
    };
  }

  private static long[] guarded(Instance instance, long[] arguments, FunctionType type) {
    long[] stack = instance.export("R").apply();
    int function = instance.table(0).requiredRef((int) arguments[0]);
    try {
      return instance
          .getMachine()
          .call(function, Arrays.copyOfRange(arguments, 1, arguments.length));
    } catch (Imports.LongJump e) {
      instance.export("Q").apply(stack);
      instance.export("P").apply(1, 0);
      return new long[type.returns().size()];
    }
  }
}
