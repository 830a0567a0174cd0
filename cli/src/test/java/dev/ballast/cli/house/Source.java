package dev.ballast.cli.house;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// One Java source, as text and as the compiler's syntax tree.
///
/// @param path relative to the house's root
record Source(Path path, String text, CompilationUnitTree tree, Trees trees) {

  /// Parses all `paths` below `root` in one go; nothing is resolved, so no class path is needed.
  static List<Source> readAll(Path root, List<Path> paths) {
    if (paths.isEmpty()) {
      return List.of();
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, Locale.ROOT, UTF_8)) {
      List<Path> absolute = paths.stream().map(root::resolve).toList();
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(absolute));
      Trees trees = Trees.instance(task);
      List<Source> sources = new ArrayList<>();
      for (CompilationUnitTree tree : task.parse()) {
        Path file = Path.of(tree.getSourceFile().toUri());
        sources.add(new Source(root.relativize(file), Files.readString(file), tree, trees));
      }
      return sources;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isTest() {
    return path.toString().contains("src/test/");
  }

  String packageName() {
    return tree.getPackageName() == null ? "" : tree.getPackageName().toString();
  }

  List<String> lines() {
    return text.lines().toList();
  }

  /// `path:line` of a part of this source.
  String where(Tree part) {
    return path + ":" + firstLine(part);
  }

  long firstLine(Tree part) {
    return lineMap().getLineNumber(trees.getSourcePositions().getStartPosition(tree, part));
  }

  /// Lines from the first to the last of `part`, documentation comments before it not counted.
  long length(Tree part) {
    long end = trees.getSourcePositions().getEndPosition(tree, part);
    return lineMap().getLineNumber(end) - firstLine(part) + 1;
  }

  private LineMap lineMap() {
    return tree.getLineMap();
  }

  /// Sources by the folder they are in.
  static Map<Path, List<Source>> byFolder(List<Source> sources) {
    Function<Source, Path> folder = source -> source.path().getParent();
    return sources.stream().collect(Collectors.groupingBy(folder));
  }
}
