package dev.ballast.wasm;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes the classes that stand for a module.
///
/// Code is spread over several classes, so that the JVM loads and verifies only what a run needs.
final class ModuleWriter {
  /// A class is closed once about so many bytes of bytecode are in it.
  private static final int CLASS_SIZE = 60_000;

  private final WasmModule module;
  private final Names names;
  private final List<FlowGraph> graphs = new ArrayList<>();
  private final List<ClassDesc> homes = new ArrayList<>();
  private final Context context;

  private ModuleWriter(WasmModule module, Names names, boolean checked) {
    this.module = module;
    this.names = names;
    this.context = new Context(module, names, this::home, checked);
  }

  /// The class files by the name of their class, without the package.
  static Map<String, byte[]> write(WasmModule module, Names names, boolean checked) {
    ModuleWriter writer = new ModuleWriter(module, names, checked);
    writer.plan();
    Map<String, byte[]> classes = new LinkedHashMap<>();
    InstanceWriter instance = new InstanceWriter(writer.context);
    classes.put(names.instance().displayName(), instance.instanceClass());
    classes.put(names.table().displayName(), instance.tableClass());
    writer.code(classes);
    return classes;
  }

  private ClassDesc home(int function) {
    return homes.get(function - module.imports().size());
  }

  private void plan() {
    int size = 0;
    int number = 0;
    for (WasmModule.Function function : module.functions()) {
      FlowGraph graph = FlowBuilder.build(module, function);
      graphs.add(graph);
      if (size > 0 && size + graph.size() > CLASS_SIZE) {
        number++;
        size = 0;
      }
      size += graph.size();
      homes.add(names.code(number));
    }
  }

  private void code(Map<String, byte[]> classes) {
    Map<ClassDesc, List<Integer>> contents = new LinkedHashMap<>();
    for (int i = 0; i < homes.size(); i++) {
      contents.computeIfAbsent(homes.get(i), key -> new ArrayList<>()).add(i);
    }
    contents.forEach(
        (home, functions) ->
            classes.put(
                home.displayName(),
                ClassFile.of().build(home, builder -> methods(builder, functions))));
  }

  private void methods(ClassBuilder builder, List<Integer> functions) {
    builder.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER | ClassFile.ACC_SYNTHETIC);
    for (int index : functions) {
      new FunctionWriter(context, index + module.imports().size(), graphs.get(index))
          .write(builder);
    }
  }
}
