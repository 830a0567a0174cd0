package dev.ballast.cli.house;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// A small house made for one law: files written as one text, the Java ones compiled.
///
/// Each file starts with a line `== path`; Java paths are given in full, so that a sample can stand
/// in any room.
final class Sample {
  private static final String MARK = "== ";

  private Sample() {}

  static House build(String text, Path root) {
    try {
      write(text, root);
      List<Path> all = House.filesBelow(root);
      List<Path> java = all.stream().filter(path -> path.toString().endsWith(".java")).toList();
      Path classes = Files.createDirectories(root.resolve("target/classes"));
      compile(root, java, classes);
      return new House(
          root,
          new ClassFileImporter().importPath(classes),
          Source.readAll(root, java),
          all.stream().filter(path -> !java.contains(path)).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(String text, Path root) throws IOException {
    String[] files = text.split("(?m)^" + MARK, -1);
    for (String file : files) {
      if (!file.isBlank()) {
        int firstLine = file.indexOf('\n');
        Path path = root.resolve(file.substring(0, firstLine).strip());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.substring(firstLine + 1));
      }
    }
  }

  private static void compile(Path root, List<Path> java, Path classes) throws IOException {
    if (java.isEmpty()) {
      return;
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, Locale.ROOT, UTF_8)) {
      List<String> options =
          List.of(
              "-proc:none",
              "-d",
              classes.toString(),
              "-classpath",
              System.getProperty("java.class.path"));
      boolean compiled =
          compiler
              .getTask(
                  null,
                  files,
                  null,
                  options,
                  null,
                  files.getJavaFileObjectsFromPaths(java.stream().map(root::resolve).toList()))
              .call();
      if (!compiled) {
        throw new IllegalStateException("the sample does not compile");
      }
    }
  }
}
