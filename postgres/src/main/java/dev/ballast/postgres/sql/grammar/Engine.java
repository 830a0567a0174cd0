package dev.ballast.postgres.sql.grammar;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.WasmFunctionHandle;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// One instance of the parser's module with its own memory. Not safe for use by several threads.
///
/// The names of imports and exports are those of libpg-query 18.1.5: the compiler shortened them,
/// so they hold for that file alone, and a test reads them from the package's own glue code.
final class Engine {
  static final String RESOURCE = "libpg-query.wasm";

  private static final String MODULE = "a";

  private final Instance instance;

  Engine(WasmModule module) {
    ImportValues.Builder imports = ImportValues.builder();
    functions(module).forEach(imports::addFunction);
    instance = Instance.builder(module).withImportValues(imports.build()).withStart(false).build();
    call("A");
  }

  static WasmModule module() {
    try (InputStream in = Engine.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + RESOURCE);
      }
      return Parser.parse(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Parses statements; the answer is libpg_query's `PgQueryParseResult`, read and freed.
  Outcome parse(String sql, byte[] utf8) {
    int text = copyIn(utf8);
    int result = call("F", text);
    int error = instance.memory().readInt(result + 8);
    Outcome outcome;
    if (error == 0) {
      outcome = new Parsed(cString(instance.memory().readInt(result)));
    } else {
      String message = text(instance.memory().readInt(error));
      int cursor = instance.memory().readInt(error + 16);
      outcome =
          new Rejected(
              new SyntaxError(
                  SyntaxError.Kind.SYNTAX, message, TextPosition.ofCharacter(sql, cursor - 1)));
    }
    call("G", result);
    call("E", text);
    return outcome;
  }

  /// Calls one of the functions that take a text and answer one.
  byte[] textual(String function, byte[] utf8) {
    int text = copyIn(utf8);
    int result = call(function, text);
    byte[] answer = cString(result);
    call("N", result);
    call("E", text);
    return answer;
  }

  private int copyIn(byte[] utf8) {
    int address = call("C", utf8.length + 1);
    instance.memory().write(address, utf8);
    instance.memory().writeByte(address + utf8.length, (byte) 0);
    return address;
  }

  private String text(int address) {
    return new String(cString(address), StandardCharsets.UTF_8);
  }

  private byte[] cString(int address) {
    int end = address;
    while (instance.memory().read(end) != 0) {
      end++;
    }
    return instance.memory().readBytes(address, end - address);
  }

  private int call(String export, int... arguments) {
    long[] widened = new long[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      widened[i] = arguments[i];
    }
    long[] results = instance.export(export).apply(widened);
    return results == null || results.length == 0 ? 0 : (int) results[0];
  }

  private static List<ImportFunction> functions(WasmModule module) {
    List<ImportFunction> functions = new ArrayList<>();
    for (int i = 0; i < module.importSection().importCount(); i++) {
      var imported =
          (com.dylibso.chicory.wasm.types.FunctionImport) module.importSection().getImport(i);
      FunctionType type = module.typeSection().getType(imported.typeIndex());
      functions.add(
          new HostFunction(MODULE, imported.name(), type, handler(imported.name(), type)));
    }
    return functions;
  }

  private static WasmFunctionHandle handler(String name, FunctionType type) {
    return switch (name) {
      case "a", "b", "d", "e", "f", "g", "h", "i", "j", "k", "l", "n", "y" ->
          (instance, arguments) -> guarded(instance, arguments, type);
      case "p" ->
          (instance, arguments) -> {
            throw new LongJump();
          };
      case "q" -> (instance, arguments) -> new long[] {resize(instance, (int) arguments[0])};
      default ->
          (instance, arguments) -> {
            throw new IllegalStateException("the parser called " + name);
          };
    };
  }

  /// `invoke_*` of emscripten: a call through the table that a longjmp may leave.
  private static long[] guarded(Instance instance, long[] arguments, FunctionType type) {
    long[] stack = instance.export("R").apply();
    long[] rest = new long[arguments.length - 1];
    System.arraycopy(arguments, 1, rest, 0, rest.length);
    try {
      int function = instance.table(0).requiredRef((int) arguments[0]);
      return instance.getMachine().call(function, rest);
    } catch (LongJump e) {
      instance.export("Q").apply(stack);
      instance.export("P").apply(1, 0);
      return type.returns().contains(ValType.I32) || type.returns().contains(ValType.I64)
          ? new long[] {0}
          : new long[0];
    }
  }

  private static int resize(Instance instance, int bytes) {
    int pages = (int) ((Integer.toUnsignedLong(bytes) + 65535) / 65536);
    return instance.memory().grow(pages - instance.memory().pages()) < 0 ? 0 : 1;
  }

  /// PostgreSQL's way out of an error; it passes through the module's own frames only.
  private static final class LongJump extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LongJump() {
      super("longjmp", null, false, false);
    }
  }
}
