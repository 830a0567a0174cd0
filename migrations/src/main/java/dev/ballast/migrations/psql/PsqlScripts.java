package dev.ballast.migrations.psql;

import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.Running;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.migrations.file.SourceFile;
import dev.ballast.migrations.file.SourceProblems;
import dev.ballast.migrations.file.SourceSet;
import dev.ballast.sql.script.Script;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes the scripts that psql runs of files: variables filled, includes read, branches that do not
/// run left out. What is not known stays as it is written. Not thread-safe.
public final class PsqlScripts {
  /// Of a listing: the migration holds the whole file.
  private static final int ALL_LINES = 0;

  private final SourceSet sources;
  private final SourceProblems problems;
  private final List<Path> currentFolders;
  private final Map<String, String> variables;
  private final Map<Path, SourceFile> files = new HashMap<>();
  private final Map<Path, Made> made = new HashMap<>();
  private final Set<Path> included = new HashSet<>();

  /// A script, and the files that it includes.
  private record Made(MigrationScript script, Set<Path> includes) {}

  /// @param currentFolders where psql may be started, the likeliest first
  /// @param variables that psql is started with, beside those that are known otherwise
  public PsqlScripts(
      SourceSet sources,
      SourceProblems problems,
      List<Path> currentFolders,
      Map<String, String> variables) {
    this.sources = sources;
    this.problems = problems;
    this.currentFolders = List.copyOf(currentFolders);
    this.variables = new HashMap<>(variables);
    this.variables.putAll(sources.values().values());
    sources.files().forEach(file -> files.put(file.path(), file));
  }

  /// The files that the scripts made so far include.
  public Set<Path> included() {
    return Set.copyOf(included);
  }

  /// The script of a file.
  public MigrationScript of(SourceFile file, TransactionMode mode) {
    Made known = made.get(file.path());
    if (known == null) {
      known = make(file, mode);
      made.put(file.path(), known);
      included.addAll(known.includes());
    }
    return known.script().withTransaction(mode);
  }

  /// A migration of a file's script: what it includes has it run too.
  public Migration listed(Migration migration, SourceFile file) {
    Made known = made.get(file.path());
    if (known == null || known.includes().isEmpty()) {
      return migration;
    }
    List<Migration.Listing> listings = new ArrayList<>(migration.listings());
    known
        .includes()
        .forEach(path -> listings.add(new Migration.Listing(sources.name(path), ALL_LINES)));
    return migration.withListings(listings);
  }

  private Made make(SourceFile file, TransactionMode mode) {
    Script script = ScriptSplitter.split(file.text());
    PsqlExpansion expansion = new PsqlExpansion(this, new PsqlVariables(variables));
    expansion.add(file, script);
    String text = expansion.text();
    if (text.equals(file.text().text())) {
      return new Made(file.script(script, mode), Set.of());
    }
    Script expanded = ScriptSplitter.split(SourceText.of(text));
    return new Made(
        new MigrationScript(
            file.name(), expanded, mode, Running.DECLARED, true, expansion.stretches()),
        new LinkedHashSet<>(expansion.includes()));
  }

  /// The file that an include names; empty where it is not read, which is reported.
  ///
  /// @param relative whether it is looked for beside the file that names it
  Optional<SourceFile> find(SourceFile from, int line, String name, boolean relative) {
    List<Path> folders = new ArrayList<>();
    if (relative && !from.isStandardInput()) {
      folders.add(from.path().resolveSibling("."));
    } else {
      folders.addAll(currentFolders);
    }
    try {
      for (Path folder : folders) {
        Path path = folder.resolve(name).normalize();
        if (Files.isRegularFile(path)) {
          return sources.holds(path) ? file(path) : outside(from, line, name);
        }
      }
    } catch (InvalidPathException e) {
      // It is no path, so there is no such file.
    }
    boolean leaves =
        name.startsWith("~")
            || folders.stream().allMatch(f -> !inFolder(f.resolve(name).normalize()));
    if (leaves) {
      return outside(from, line, name);
    }
    problems.error(
        "include-missing",
        from.name(),
        line,
        "it includes " + name + ", and there is no such file",
        relative
            ? "psql looks for it beside this file."
            : "psql looks for it in the folder it is started in; \\ir looks beside the file.");
    return Optional.empty();
  }

  void loop(SourceFile from, int line, String name) {
    problems.error(
        "include-loop",
        from.name(),
        line,
        "it includes " + name + ", which includes it again",
        "Take one of the includes away: psql would not end.");
  }

  void tooMany(SourceFile from, int line) {
    problems.error(
        "include-loop",
        from.name(),
        line,
        "a script includes more than "
            + PsqlExpansion.MAX_INCLUDES
            + " files; this one was not read",
        "Split the script.");
  }

  private Optional<SourceFile> outside(SourceFile from, int line, String name) {
    problems.error(
        "include-outside",
        from.name(),
        line,
        "it includes " + name + ", which is outside of the folders that may be read",
        "Put the file below the working folder, or beside the migrations.");
    return Optional.empty();
  }

  private boolean inFolder(Path path) {
    return sources.roots().stream().anyMatch(path::startsWith);
  }

  private Optional<SourceFile> file(Path path) {
    SourceFile known = files.get(path);
    return known == null ? sources.read(path) : Optional.of(known);
  }
}
