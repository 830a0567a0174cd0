package dev.ballast.migrations.file;

import dev.ballast.migrations.PlaceholderValues;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.sql.script.SourceText;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The files that were found, for a tool's reader to make sense of.
///
/// @param files those with text, in natural order of their names
/// @param companions what is no SQL, by its kind
/// @param texts for what stands beside the files and only a tool's reader knows of
/// @param transaction what the one who asks says about plain SQL
/// @param roots the working folder and the folders that were requested: what files may include is
///     below them
/// @param values what stands in place of placeholders
public record SourceSet(
    List<SourceFile> files,
    Map<Companion, List<FoundFile>> companions,
    TextFiles texts,
    Optional<TransactionMode> transaction,
    List<Path> roots,
    PlaceholderValues values) {
  public SourceSet {
    roots = List.copyOf(roots);
    files = List.copyOf(files);
    companions = Map.copyOf(companions);
  }

  /// The companions of a kind, in natural order of their names.
  public List<FoundFile> companions(Companion kind) {
    return companions.getOrDefault(kind, List.of());
  }

  public TransactionMode plainTransaction() {
    return transaction.orElse(TransactionMode.PER_STATEMENT);
  }

  /// The text of a file beside this one, if there is one.
  public Optional<SourceText> beside(SourceFile file, String fileName) {
    Path path = file.path().resolveSibling(fileName).normalize();
    if (file.isStandardInput() || !Files.exists(path)) {
      return Optional.empty();
    }
    String name = file.name().substring(0, file.name().length() - file.fileName().length());
    return texts.shared(path, name + fileName);
  }

  /// Whether there is a file beside this one.
  public boolean isBeside(SourceFile file, String fileName) {
    return !file.isStandardInput()
        && Files.isRegularFile(file.path().resolveSibling(fileName).normalize());
  }

  /// The nearest file of a name in the folder of this one and those around it, up to one of the
  /// roots.
  public Optional<SourceText> around(SourceFile file, String fileName) {
    if (file.isStandardInput()) {
      return Optional.empty();
    }
    Path folder = file.path().getParent();
    while (folder != null && roots.stream().anyMatch(folder::startsWith)) {
      Path path = folder.resolve(fileName);
      if (Files.isRegularFile(path) && holds(path)) {
        return texts.shared(path, name(path));
      }
      folder = folder.getParent();
    }
    return Optional.empty();
  }

  /// A file that was not requested and that one of these names.
  public Optional<SourceFile> read(Path path) {
    String name = name(path);
    return texts
        .read(path, name)
        .map(text -> SourceFile.of(new FoundFile(name, name, path, false), text, values));
  }

  /// Whether a file may be read because another names it, wherever links lead.
  public boolean holds(Path file) {
    try {
      Path real = file.toRealPath();
      for (Path root : roots) {
        if (real.startsWith(root.toRealPath())) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }

  /// As a reader would name a file.
  public String name(Path path) {
    Path working = roots.getFirst();
    Path named = path.startsWith(working) ? working.relativize(path) : path;
    return named.toString().replace(File.separatorChar, '/');
  }
}
