package dev.ballast.sql.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import dev.ballast.wasm.Translate;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/// Every instruction and way of control that is translated, against an interpreter: on the values
/// at the edges of their ranges and on random ones. The functions are in "instructions.wat"; all of
/// them run in one instance, so that each sees what those before it left in the memory.
class InstructionsTest {
  private static final Path MODULE =
      Path.of("src/test/resources/dev/ballast/sql/grammar/InstructionsTest/instructions.wasm");
  private static final long SEED = 18;
  private static final int RANDOM_VALUES = 12;

  private static final List<Long> INTEGERS =
      List.of(
          0L,
          1L,
          2L,
          3L,
          7L,
          31L,
          32L,
          63L,
          64L,
          127L,
          128L,
          255L,
          256L,
          32767L,
          32768L,
          65535L,
          -1L,
          -2L,
          -7L,
          -128L,
          -32768L,
          0x7fffffffL,
          0x80000000L,
          -0x80000000L,
          0xffffffffL,
          Long.MAX_VALUE,
          Long.MIN_VALUE);

  private static final List<Double> DOUBLES =
      List.of(
          0.0,
          -0.0,
          0.5,
          1.0,
          -1.0,
          1.5,
          -2.5,
          1e-300,
          Double.MIN_VALUE,
          2147483647.0,
          2147483648.0,
          -2147483649.0,
          4294967295.0,
          4294967296.0,
          9.2e18,
          9.3e18,
          1.8446744e19,
          2e19,
          -9.3e18,
          Double.MAX_VALUE,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY,
          Double.NaN);

  private final RandomGenerator random = RandomGeneratorFactory.getDefault().create(SEED);

  @Test
  void doWhatTheInterpreterDoes() throws IOException, ReflectiveOperationException {
    WasmModule module = Parser.parse(MODULE);
    Map<String, FunctionType> functions = functions(module);
    Instance interpreted = Instance.builder(module).build();
    Machine translated = translated(functions);
    assertThat(functions).hasSizeGreaterThan(200);
    for (Map.Entry<String, FunctionType> function : functions.entrySet()) {
      for (List<Long> arguments : arguments(function.getValue().params())) {
        String call = function.getKey() + arguments;
        assertThat(run(translated, function.getKey(), function.getValue(), arguments))
            .as(call)
            .isEqualTo(run(interpreted, function.getKey(), function.getValue(), arguments));
      }
    }
  }

  private static Map<String, FunctionType> functions(WasmModule module) {
    Map<String, FunctionType> functions = new LinkedHashMap<>();
    for (int i = 0; i < module.exportSection().exportCount(); i++) {
      var export = module.exportSection().getExport(i);
      if (export.exportType() == ExternalType.FUNCTION) {
        functions.put(
            export.name(),
            module.typeSection().getType(module.functionSection().getFunctionType(export.index())));
      }
    }
    return functions;
  }

  private static Machine translated(Map<String, FunctionType> functions)
      throws IOException, ReflectiveOperationException {
    Map<String, String> names = new HashMap<>();
    functions.keySet().forEach(name -> names.put("export." + name, "run_" + name));
    Map<String, byte[]> classes =
        Translate.checked(
            Files.readAllBytes(MODULE),
            names,
            InstructionsTest.class.getPackageName(),
            "Instructions");
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    for (byte[] bytes : classes.values()) {
      lookup.defineClass(bytes);
    }
    // The data of the module: 16 bytes at 64, three at 101.
    int[] image = {0x84038201, 0x88078605, 0x0c8b0a09, 0xf00f0e0d, 0, 0, 0, 0, 0, 0x64646f00};
    return (Machine)
        lookup
            .findClass(InstructionsTest.class.getPackageName() + ".Instructions")
            .getDeclaredConstructor(int[].class, int.class)
            .newInstance(image, 1);
  }

  /// All pairs of values at the edges, and more at random.
  private List<List<Long>> arguments(List<ValType> kinds) {
    List<List<Long>> lists = new ArrayList<>();
    lists.add(List.of());
    for (ValType kind : kinds) {
      List<List<Long>> longer = new ArrayList<>();
      List<Long> values = values(kind);
      for (List<Long> list : lists) {
        for (Long value : lists.size() > values.size() ? some(values) : values) {
          List<Long> with = new ArrayList<>(list);
          with.add(value);
          longer.add(with);
        }
      }
      lists = longer;
    }
    return lists;
  }

  private List<Long> some(List<Long> values) {
    return random.ints(4, 0, values.size()).mapToObj(values::get).toList();
  }

  private List<Long> values(ValType kind) {
    List<Long> values = new ArrayList<>();
    if (kind.equals(ValType.I32)) {
      INTEGERS.forEach(value -> values.add((long) value.intValue()));
      random.ints(RANDOM_VALUES).forEach(value -> values.add((long) value));
    } else if (kind.equals(ValType.I64)) {
      values.addAll(INTEGERS);
      random.longs(RANDOM_VALUES).forEach(values::add);
    } else if (kind.equals(ValType.F32)) {
      DOUBLES.forEach(value -> values.add((long) Float.floatToRawIntBits(value.floatValue())));
    } else {
      DOUBLES.forEach(value -> values.add(Double.doubleToRawLongBits(value)));
    }
    return values.stream().distinct().toList();
  }

  private static String run(
      Instance instance, String name, FunctionType type, List<Long> arguments) {
    try {
      long[] raw = new long[arguments.size()];
      for (int i = 0; i < raw.length; i++) {
        boolean narrow =
            type.params().get(i).equals(ValType.I32) || type.params().get(i).equals(ValType.F32);
        raw[i] = narrow ? arguments.get(i) & 0xffffffffL : arguments.get(i);
      }
      long result = instance.export(name).apply(raw)[0];
      return bits(type.returns().getFirst(), result);
    } catch (ChicoryException e) {
      return "trap";
    }
  }

  private static String run(Machine machine, String name, FunctionType type, List<Long> arguments)
      throws ReflectiveOperationException {
    Method method =
        Arrays.stream(machine.getClass().getDeclaredMethods())
            .filter(candidate -> candidate.getName().equals("run_" + name))
            .findFirst()
            .orElseThrow();
    Object[] boxed = new Object[arguments.size()];
    for (int i = 0; i < boxed.length; i++) {
      boxed[i] = boxed(type.params().get(i), arguments.get(i));
    }
    try {
      return switch (method.invoke(machine, boxed)) {
        case Integer value -> bits(ValType.I32, value);
        case Long value -> bits(ValType.I64, value);
        case Float value -> bits(ValType.F32, Float.floatToRawIntBits(value));
        case Double value -> bits(ValType.F64, Double.doubleToRawLongBits(value));
        default -> throw new IllegalStateException(name);
      };
    } catch (InvocationTargetException e) {
      assertThat(e.getCause())
          .isInstanceOfAny(ArithmeticException.class, IllegalStateException.class);
      return "trap";
    }
  }

  private static Object boxed(ValType kind, long bits) {
    if (kind.equals(ValType.I32)) {
      return (int) bits;
    }
    if (kind.equals(ValType.F32)) {
      return Float.intBitsToFloat((int) bits);
    }
    return kind.equals(ValType.F64) ? (Object) Double.longBitsToDouble(bits) : (Object) bits;
  }

  /// What is not a number is one value: which of its bits are set is left open.
  private static String bits(ValType kind, long bits) {
    if (kind.equals(ValType.F64)) {
      return "f64 " + Double.doubleToLongBits(Double.longBitsToDouble(bits));
    }
    if (kind.equals(ValType.F32)) {
      return "f32 " + Float.floatToIntBits(Float.intBitsToFloat((int) bits));
    }
    return kind.equals(ValType.I32) ? "i32 " + (int) bits : "i64 " + bits;
  }
}
