package dev.ballast.migrations.tool;

import dev.ballast.migrations.Tool;
import dev.ballast.migrations.file.SourceFile;
import dev.ballast.migrations.file.SourceProblems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// Files by their versions, in the order of these. Two of one version are reported, and both are
/// kept: the one that was added last may be the one to judge. Not thread-safe.
final class Versions<V extends Comparable<? super V>> {
  private final Tool tool;
  private final SourceProblems problems;
  private final TreeMap<V, List<SourceFile>> files = new TreeMap<>();

  Versions(Tool tool, SourceProblems problems) {
    this.tool = tool;
    this.problems = problems;
  }

  /// @param written the version as a reader knows it
  void add(V version, String written, SourceFile file) {
    List<SourceFile> same = files.computeIfAbsent(version, key -> new ArrayList<>());
    if (!same.isEmpty()) {
      problems.duplicateVersion(tool, written, same.getFirst(), file);
    }
    same.add(file);
  }

  /// Removes the first file of a version, and so gives it to one migration only.
  Optional<SourceFile> take(V version) {
    List<SourceFile> same = files.getOrDefault(version, List.of());
    return same.isEmpty() ? Optional.empty() : Optional.of(same.removeFirst());
  }

  void forEach(BiConsumer<V, SourceFile> action) {
    files.forEach((version, same) -> same.forEach(file -> action.accept(version, file)));
  }
}
