package dev.ballast.migrations.liquibase;

import dev.ballast.migrations.Migration;
import dev.ballast.migrations.document.Document;
import dev.ballast.migrations.document.Document.Tree;
import dev.ballast.migrations.document.Document.Unreadable;
import dev.ballast.migrations.document.Element;
import dev.ballast.migrations.file.Companion;
import dev.ballast.migrations.file.FoundFile;
import dev.ballast.migrations.file.SourceFile;
import dev.ballast.migrations.file.SourceProblems;
import dev.ballast.migrations.file.SourceSet;
import dev.ballast.sql.script.SourceText;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// The changelogs among the files that were found, with what they include, in the order in which
/// Liquibase runs it. Only files that were found are read, wherever an include leads. Not
/// thread-safe.
public final class Changelogs {
  private static final String CHANGELOG = "databaseChangeLog";

  /// What may stand in a changelog beside what runs.
  private static final Set<String> KNOWN =
      Set.of("preConditions", "changeLogPropertyDefined", "removeChangeSetProperty");

  private final SourceSet sources;
  private final SourceProblems problems;
  private final Function<SourceFile, List<Migration>> formatted;
  private final Map<Path, FoundFile> changelogs = new LinkedHashMap<>();
  private final Map<Path, Element> trees = new LinkedHashMap<>();
  private final Map<Path, SourceFile> scripts = new TreeMap<>();
  private final Properties properties;
  private final Set<Path> done = new HashSet<>();
  private final Deque<Migration.Listing> includes = new ArrayDeque<>();
  private final List<Migration> migrations = new ArrayList<>();

  /// @param formatted reads a script that is included, if it is formatted SQL
  public Changelogs(
      SourceSet sources, SourceProblems problems, Function<SourceFile, List<Migration>> formatted) {
    this.sources = sources;
    this.problems = problems;
    this.properties = new Properties(sources.values());
    this.formatted = formatted;
    for (FoundFile file : sources.companions(Companion.LIQUIBASE_CHANGELOG)) {
      sources
          .texts()
          .read(file.path(), file.name())
          .map(text -> Document.read(file.relative(), text))
          .flatMap(document -> tree(document, file))
          .ifPresent(
              tree -> {
                changelogs.put(file.path(), file);
                trees.put(file.path(), tree);
              });
    }
    sources.files().forEach(file -> scripts.put(file.path(), file));
  }

  private Optional<Element> tree(Document document, FoundFile file) {
    return switch (document) {
      case Tree(Element root) -> changelog(root, file);
      case Unreadable unreadable -> {
        problems.error(
            "changelog-unreadable",
            file.name(),
            unreadable.line(),
            unreadable.reason(),
            "Write it another way, or leave the file out with an exclude pattern; nothing of it was"
                + " read.");
        yield Optional.empty();
      }
    };
  }

  /// The outermost element; in YAML and JSON it is what the only key of the file holds.
  private Optional<Element> changelog(Element root, FoundFile file) {
    Optional<Element> found =
        root.name().equals(CHANGELOG)
            ? Optional.of(root)
            : root.children(CHANGELOG).filter(child -> root.name().isEmpty()).findFirst();
    if (found.isEmpty()) {
      problems.error(
          "changelog-unreadable",
          file.name(),
          root.line(),
          "its outermost element is no " + CHANGELOG + " with changesets",
          "Repair the file, or leave it out with an exclude pattern; nothing of it was read.");
    }
    return found;
  }

  /// The migrations of all changelogs; those that no other includes come first.
  public List<Migration> read() {
    Set<Path> included = new HashSet<>();
    trees.forEach(
        (path, tree) ->
            tree.children().stream()
                .flatMap(child -> included(path, child).stream())
                .forEach(included::add));
    trees.keySet().stream().filter(path -> !included.contains(path)).forEach(this::read);
    // Those that include each other in a ring, the outermost folder first.
    trees.keySet().stream().sorted(Comparator.comparingInt(Path::getNameCount)).forEach(this::read);
    return List.copyOf(migrations);
  }

  /// Whether a changelog includes a script, or names it in a change.
  public boolean uses(SourceFile file) {
    return done.contains(file.path());
  }

  private void read(Path path) {
    if (!done.add(path)) {
      return;
    }
    Element root = trees.get(path);
    if (root == null) {
      SourceFile script = scripts.get(path);
      if (script != null) {
        migrations.addAll(listed(formatted.apply(script)));
      }
      return;
    }
    FoundFile file = changelogs.get(path);
    // One text for all changesets between two includes, so that their lines are found in it.
    ChangelogFile open = new ChangelogFile(file, problems);
    for (Element child : root.children()) {
      switch (child.name()) {
        case "property" -> properties.set(child);
        case "changeSet" -> {
          Element filled = properties.fill(child);
          open.add(filled, change -> named(path, change), change -> data(path, change));
        }
        case "include", "includeAll" -> {
          migrations.addAll(listed(open.migrations()));
          open = new ChangelogFile(file, problems);
          include(path, properties.fill(child));
        }
        default -> unknown(file, child);
      }
    }
    migrations.addAll(listed(open.migrations()));
    if (root.children().isEmpty()) {
      problems.warning(
          "file-empty",
          file.name(),
          root.line(),
          "it holds no changeset",
          "Remove it, or write what it must do.");
    }
  }

  private void unknown(FoundFile file, Element child) {
    if (!KNOWN.contains(child.name())) {
      problems.error(
          "changelog-unreadable",
          file.name(),
          child.line(),
          "a changelog holds no " + child.name() + ", so Liquibase refuses the file",
          "Write changeSet, include, includeAll, property or preConditions; it was not read.");
    }
  }

  /// These migrations, which run because of the includes that led here.
  private List<Migration> listed(List<Migration> found) {
    return found.stream().map(migration -> migration.withListings(List.copyOf(includes))).toList();
  }

  private void include(Path changelog, Element include) {
    List<Path> found = included(changelog, include);
    if (found.isEmpty()) {
      missing(changelog, include, include.value("file").or(() -> include.value("path")));
    }
    FoundFile file = changelogs.get(changelog);
    includes.addLast(
        new Migration.Listing(file == null ? changelog.toString() : file.name(), include.line()));
    found.forEach(this::read);
    includes.removeLast();
  }

  private Optional<SourceFile> named(Path changelog, Element change) {
    Optional<String> name = change.value("path");
    Optional<SourceFile> script =
        candidates(changelog, change, name).map(scripts::get).filter(it -> it != null).findFirst();
    script.ifPresentOrElse(file -> done.add(file.path()), () -> missing(changelog, change, name));
    return script;
  }

  /// A file of values, wherever the changelog leads below the folders that may be read.
  private Optional<SourceText> data(Path changelog, Element change) {
    return candidates(changelog, change, change.value("file"))
        .filter(path -> Files.isRegularFile(path) && sources.holds(path))
        .findFirst()
        .flatMap(path -> sources.texts().read(path, sources.name(path)));
  }

  private void missing(Path changelog, Element where, Optional<String> name) {
    FoundFile file = changelogs.get(changelog);
    problems.warning(
        "changelog-include-missing",
        file == null ? changelog.toString() : file.name(),
        where.line(),
        "%s names %s, which is not among the requested files, so it was not read"
            .formatted(where.name(), name.orElse("no file")),
        "Ask for the folder that holds it, too.");
  }

  /// The files that an include leads to, of those that were found.
  private List<Path> included(Path changelog, Element include) {
    return switch (include.name()) {
      case "include" ->
          candidates(changelog, include, include.value("file"))
              .filter(path -> trees.containsKey(path) || scripts.containsKey(path))
              .limit(1)
              .toList();
      case "includeAll" ->
          candidates(changelog, include, include.value("path"))
              .map(folder -> below(folder, include.value("endsWithFilter")))
              .filter(files -> !files.isEmpty())
              .findFirst()
              .orElse(List.of())
              .stream()
              .filter(path -> !path.equals(changelog))
              .toList();
      default -> List.of();
    };
  }

  private List<Path> below(Path folder, Optional<String> end) {
    String wanted = end.orElse("").toLowerCase(Locale.ROOT);
    return Stream.concat(trees.keySet().stream(), scripts.keySet().stream())
        .filter(path -> path.startsWith(folder))
        .filter(path -> path.toString().toLowerCase(Locale.ROOT).endsWith(wanted))
        .sorted(Comparator.comparing(Path::toString))
        .toList();
  }

  /// Where a name can lead: beside the changelog, or below one of the folders around it, as the
  /// search path of Liquibase is not known.
  private static Stream<Path> candidates(Path changelog, Element where, Optional<String> name) {
    Path folder = changelog.getParent();
    if (name.isEmpty() || folder == null) {
      return Stream.empty();
    }
    String relative = name.get().replaceFirst("^(?:classpath:)?/*", "");
    try {
      Path wanted = Path.of(relative);
      return where.is("relativeToChangelogFile", "true")
          ? Stream.of(folder.resolve(wanted).normalize())
          : Stream.iterate(folder, around -> around != null, Path::getParent)
              .map(around -> around.resolve(wanted).normalize());
    } catch (InvalidPathException e) {
      return Stream.empty();
    }
  }
}
