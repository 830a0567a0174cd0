package dev.ballast.wasm;

import java.lang.constant.ClassDesc;
import java.util.Map;
import java.util.Optional;

/// The names of what is made and of what it leans on, all in one package of Java.
///
/// `prefix` itself is the class of an instance, a subclass of the hand-written `Machine`, which has
/// the memory and the operations the JVM has no instruction for. Imported functions are static
/// methods of the hand-written `Imports`.
///
/// @param names the Java name of each import and export, by `import.<name>` and `export.<name>`
record Names(String packageName, String prefix, Map<String, String> names) {
  Names {
    names = Map.copyOf(names);
  }

  ClassDesc instance() {
    return ClassDesc.of(packageName, prefix);
  }

  ClassDesc machine() {
    return ClassDesc.of(packageName, "Machine");
  }

  ClassDesc imports() {
    return ClassDesc.of(packageName, "Imports");
  }

  ClassDesc table() {
    return ClassDesc.of(packageName, prefix + "Table");
  }

  ClassDesc code(int number) {
    return ClassDesc.of(packageName, prefix + "Code" + number);
  }

  String imported(String name) {
    return Optional.ofNullable(names.get("import." + name))
        .orElseThrow(() -> new UnsupportedWasm("the import " + name + ", which has no name"));
  }

  /// Empty for an export nobody asks for.
  Optional<String> exported(String name) {
    return Optional.ofNullable(names.get("export." + name));
  }

  static String function(int index) {
    return "f" + index;
  }

  static String part(int function, int part) {
    return "f" + function + "_" + part;
  }

  static String global(int index) {
    return "g" + index;
  }
}
