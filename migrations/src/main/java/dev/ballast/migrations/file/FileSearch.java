package dev.ballast.migrations.file;

import dev.ballast.evidence.Fault;
import dev.ballast.migrations.MigrationsError;
import dev.ballast.migrations.SourceRequest;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/// Finds the files of migrations below the paths that were requested. Links are followed; folders
/// whose name starts with a dot and `node_modules` are not entered. Not thread-safe.
public final class FileSearch {
  static final int MAX_FILES = 100_000;
  static final int MAX_DEPTH = 64;

  private static final String SQL = ".sql";

  /// Files that say how scripts are named and what is filled in, in the order in which they count.
  private static final List<String> CONFIGURATIONS =
      List.of(
          "flyway.toml",
          "flyway.conf",
          "conf/flyway.toml",
          "conf/flyway.conf",
          "application.properties",
          "application.yml",
          "application.yaml",
          "src/main/resources/application.properties",
          "src/main/resources/application.yml",
          "src/main/resources/application.yaml");

  private final SourceRequest request;
  private final SourceProblems problems;
  private final TextFiles texts;
  private final List<PathMatcher> include;
  private final List<PathMatcher> exclude;
  private final Map<Path, FoundFile> sql = new LinkedHashMap<>();
  private final Map<Companion, Map<Path, FoundFile>> companions = new EnumMap<>(Companion.class);
  private final Map<Path, FoundFile> configurations = new LinkedHashMap<>();
  private final Map<Path, FoundFile> others = new LinkedHashMap<>();
  private final Map<String, Path> folders = new LinkedHashMap<>();
  private boolean full;
  private boolean links;

  public FileSearch(SourceRequest request, SourceProblems problems, TextFiles texts) {
    this.request = request;
    this.problems = problems;
    this.texts = texts;
    this.include = matchers(request.include());
    this.exclude = matchers(request.exclude());
  }

  /// Looks at one path; a file is taken whatever its name is, a folder for what ends in `.sql`.
  public void add(String asked) {
    Path start = request.workingFolder().resolve(asked).toAbsolutePath().normalize();
    if (leaves(start)) {
      return;
    }
    around(start);
    if (Files.isDirectory(start)) {
      folders.put(asked, start);
      walk(start);
    } else if (Files.exists(start)) {
      String fileName = start.getFileName().toString();
      keep(new FoundFile(name(start), fileName, start, true), companion(withSlashes(start), start));
    } else {
      problems.error(
          "path-missing", asked, 0, "there is no such file or folder", "Check how it is written.");
    }
  }

  /// Configurations around the requested paths and below them, in the order in which they count.
  public List<FoundFile> configurations() {
    return List.copyOf(configurations.values());
  }

  /// The working folder, and the folders that were requested.
  public List<Path> roots() {
    List<Path> roots = new ArrayList<>();
    roots.add(request.workingFolder().toAbsolutePath().normalize());
    roots.addAll(folders.values());
    return roots;
  }

  /// Takes other files for scripts too, and reports the folders in which nothing was found.
  ///
  /// @param scripts whether a file of that name is one
  public void end(Predicate<String> scripts) {
    for (FoundFile file : others.values()) {
      if (scripts.test(file.relative().substring(file.relative().lastIndexOf('/') + 1))) {
        sql.putIfAbsent(file.path(), file);
      }
    }
    others.keySet().removeAll(sql.keySet());
    folders.forEach(
        (asked, folder) -> {
          boolean empty =
              Stream.concat(Stream.of(sql), companions.values().stream())
                  .flatMap(found -> found.keySet().stream())
                  .noneMatch(path -> path.startsWith(folder));
          if (empty) {
            problems.error(
                "folder-without-sql",
                asked,
                0,
                "there is no file that ends in .sql in it",
                "Give the folder in which the migrations are, or check the patterns.");
          }
        });
  }

  /// What is neither a script nor known to belong to a tool, in natural order.
  public List<FoundFile> others() {
    return sorted(others);
  }

  public List<FoundFile> sql() {
    return sorted(sql);
  }

  /// What is no SQL and belongs to a tool.
  public Map<Companion, List<FoundFile>> companions() {
    Map<Companion, List<FoundFile>> all = new EnumMap<>(Companion.class);
    companions.forEach((kind, found) -> all.put(kind, sorted(found)));
    return all;
  }

  private int found() {
    return sql.size() + companions.values().stream().mapToInt(Map::size).sum();
  }

  private List<FoundFile> sorted(Map<Path, FoundFile> found) {
    List<FoundFile> files = new ArrayList<>(found.values());
    if (links) {
      files.removeIf(file -> isLinkTo(file.path(), found.keySet()));
    }
    files.sort((a, b) -> NaturalOrder.INSTANCE.compare(a.name(), b.name()));
    return files;
  }

  /// Whether what a link leads to was found itself: then it is one file, not two.
  private boolean isLinkTo(Path path, Set<Path> found) {
    try {
      Path real = path.toRealPath();
      return !real.equals(path) && found.contains(real);
    } catch (IOException e) {
      return false;
    }
  }

  /// Whether a link leads out of the working folder where none may; it is then reported.
  private boolean leaves(Path path) {
    Path folder = request.workingFolder().toAbsolutePath().normalize();
    if (!request.confined() || !path.startsWith(folder)) {
      return false;
    }
    try {
      if (!Files.exists(path) || path.toRealPath().startsWith(folder.toRealPath())) {
        return false;
      }
      problems.error(
          "link-leaves",
          name(path),
          0,
          "a link leads out of the working folder, so it was not read",
          "Put the file itself there: what an untrusted change links to is not shown.");
    } catch (IOException e) {
      texts.unreadable(name(path), e);
    }
    return true;
  }

  /// Looks for configurations in the folder and those around it, no further than the working
  /// folder.
  private void around(Path start) {
    Path working = request.workingFolder().toAbsolutePath().normalize();
    Path folder = Files.isDirectory(start) ? start : start.getParent();
    for (int up = 0; up < MAX_DEPTH && folder != null; up++) {
      for (String name : CONFIGURATIONS) {
        Path file = folder.resolve(name);
        if (Files.isRegularFile(file) && !leaves(file)) {
          configurations.putIfAbsent(
              file, new FoundFile(name(file), file.getFileName().toString(), file, false));
        }
      }
      folder = folder.startsWith(working) && !folder.equals(working) ? folder.getParent() : null;
    }
  }

  private void walk(Path start) {
    try {
      Files.walkFileTree(
          start, EnumSet.of(FileVisitOption.FOLLOW_LINKS), MAX_DEPTH, new Visitor(start));
    } catch (IOException e) {
      texts.unreadable(name(start), e);
    }
  }

  private void keep(FoundFile file, Optional<Companion> companion) {
    if (found() == MAX_FILES && !sql.containsKey(file.path())) {
      if (!full) {
        problems.error(
            "too-many-files",
            file.name(),
            0,
            "there are more than " + MAX_FILES + " files; this one and others were not read",
            "Ask for fewer folders, or leave files out with an exclude pattern.");
      }
      full = true;
      return;
    }
    companion
        .map(kind -> companions.computeIfAbsent(kind, key -> new LinkedHashMap<>()))
        .orElse(sql)
        .putIfAbsent(file.path(), file);
  }

  /// Relative to the working folder where it is below it, else absolute.
  String name(Path path) {
    Path folder = request.workingFolder().toAbsolutePath().normalize();
    return withSlashes(path.startsWith(folder) ? folder.relativize(path) : path);
  }

  private Optional<Companion> companion(String path, Path file) {
    try {
      return Companion.of(path, file);
    } catch (IOException e) {
      texts.unreadable(name(file), e);
      return Optional.empty();
    }
  }

  private static String withSlashes(Path path) {
    return path.toString().replace(File.separatorChar, '/');
  }

  private boolean wanted(Path relative) {
    return (include.isEmpty() || matches(include, relative)) && !matches(exclude, relative);
  }

  private static boolean matches(List<PathMatcher> matchers, Path relative) {
    return matchers.stream().anyMatch(matcher -> matcher.matches(relative));
  }

  /// Globs match the path below the folder; one without a slash matches the file's name anywhere.
  private static List<PathMatcher> matchers(List<String> globs) {
    List<PathMatcher> matchers = new ArrayList<>();
    for (String glob : globs) {
      try {
        matchers.add(matcher(glob));
        if (!glob.contains("/")) {
          matchers.add(matcher("**/" + glob));
        } else if (glob.startsWith("**/")) {
          matchers.add(matcher(glob.substring("**/".length())));
        }
      } catch (PatternSyntaxException e) {
        throw Fault.of(MigrationsError.SOURCE_REQUEST_INVALID, "pattern " + glob + " is no glob")
            .detail(e.getDescription())
            .hint("Write it like **/seed/*.sql.")
            .cause(e);
      }
    }
    return matchers;
  }

  private static PathMatcher matcher(String glob) {
    return FileSystems.getDefault().getPathMatcher("glob:" + glob);
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    private final Path start;

    Visitor(Path start) {
      this.start = start;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      String name = folder.getFileName() == null ? "" : folder.getFileName().toString();
      links |= Files.isSymbolicLink(folder);
      boolean skipped = name.startsWith(".") || name.equals("node_modules");
      boolean left = Files.isSymbolicLink(folder) && leaves(folder);
      return left || (skipped && !folder.equals(start))
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String fileName = file.getFileName().toString();
      links |= Files.isSymbolicLink(file);
      if (attributes.isDirectory()) {
        problems.error(
            "folder-too-deep",
            name(file),
            0,
            "it is more than " + MAX_DEPTH + " folders deep, so it was not entered",
            "Ask for a folder nearer to the migrations.");
      } else if (attributes.isOther()) {
        if (fileName.toLowerCase(Locale.ROOT).endsWith(SQL)) {
          problems.error(
              "file-unreadable",
              name(file),
              0,
              "it is no file but a pipe, a socket or a device, so it was not read",
              "Remove it, or leave it out with an exclude pattern.");
        }
      } else {
        Path relative = start.relativize(file);
        boolean taken = wanted(relative) && !(Files.isSymbolicLink(file) && leaves(file));
        Optional<Companion> companion =
            taken ? companion(withSlashes(relative), file) : Optional.empty();
        FoundFile found = new FoundFile(name(file), withSlashes(relative), file, false);
        if (taken && (companion.isPresent() || fileName.toLowerCase(Locale.ROOT).endsWith(SQL))) {
          keep(found, companion);
        } else if (taken && CONFIGURATIONS.contains(fileName)) {
          configurations.putIfAbsent(file, found);
        } else if (taken && others.size() < MAX_FILES) {
          others.putIfAbsent(file, found);
        }
      }
      return full ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      if (e instanceof FileSystemLoopException) {
        problems.warning(
            "symlink-loop",
            name(file),
            0,
            "this link leads back to a folder around it, so it was not followed",
            "Remove the link; what it leads to is read anyway.");
      } else {
        texts.unreadable(name(file), e);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
