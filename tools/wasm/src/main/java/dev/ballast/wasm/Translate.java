package dev.ballast.wasm;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/// Translates one module. The way of a module: [ModuleReader] decodes it, [FlowBuilder] takes each
/// function apart into blocks, [Part] puts them together in pieces the JVM compiles,
/// [FunctionWriter] and [BlockWriter] write those as methods, [ModuleWriter] the classes.
///
/// What is written depends on the module and the names only: the same input gives the same bytes.
public final class Translate {
  private Translate() {}

  /// Arguments: the module, a file of names (see [Names]), the package and the name of the class of
  /// an instance, and the folder that the package's folders go into.
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[4]).resolve(arguments[2].replace('.', '/'));
    Map<String, byte[]> files =
        files(
            Files.readAllBytes(Path.of(arguments[0])),
            names(Path.of(arguments[1])),
            arguments[2],
            arguments[3]);
    Files.createDirectories(folder);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
  }

  /// The class files and the image of the memory, by the names of the files.
  public static Map<String, byte[]> files(
      byte[] wasm, Map<String, String> names, String packageName, String prefix) {
    WasmModule module = ModuleReader.read(wasm);
    Map<String, byte[]> files = new LinkedHashMap<>();
    ModuleWriter.write(module, new Names(packageName, prefix, names), false)
        .forEach((name, bytes) -> files.put(name + ".class", bytes));
    files.put(prefix + ".image", MemoryImage.of(module));
    return files;
  }

  /// The class files, by the names of the classes, with every direct access to the memory asserting
  /// its alignment: for tests.
  public static Map<String, byte[]> checked(
      byte[] wasm, Map<String, String> names, String packageName, String prefix) {
    return ModuleWriter.write(ModuleReader.read(wasm), new Names(packageName, prefix, names), true);
  }

  /// Reads a file of names.
  public static Map<String, String> names(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    Map<String, String> names = new HashMap<>();
    properties.forEach((key, value) -> names.put(key.toString(), value.toString()));
    return names;
  }
}
