package dev.ballast.rules.catalogue;

import dev.ballast.evidence.Severity;
import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A rule's folder as it is in the sources, with its `expected.yaml` read.
///
/// Scripts are named `fires`, `fixed` and `near_miss`; `fires@17.sql` stands in for `fires.sql` on
/// servers from 17 on.
public record RuleFolder(String id, Path directory, Expected expected) {
  static final Path RULES = Path.of("../rules/src/main/java/dev/ballast/rules/catalogue");

  /// What a person wrote down before the code was run.
  ///
  /// @param transaction how the scripts' tool wraps them
  /// @param fires what the rule must say of `fires.sql`
  /// @param errors by script name and line, the SQLSTATE that the server must answer with
  public record Expected(
      TransactionMode transaction, List<Expectation> fires, List<ExpectedError> errors) {}

  /// One hazard.
  ///
  /// @param script `fires`, or a variant such as `fires@17`
  /// @param fromMajor to `toMajor`: the majors on which it is one
  public record Expectation(
      String script,
      int line,
      Severity severity,
      Map<String, LockMode> locks,
      Set<String> rewrites,
      Set<String> scans,
      Set<String> builds,
      Set<String> emptied,
      int fromMajor,
      int toMajor) {
    public boolean holdsOn(int major) {
      return major >= fromMajor && major <= toMajor;
    }
  }

  /// A statement that fails by design.
  public record ExpectedError(
      String script, int line, String sqlState, int fromMajor, int toMajor) {
    public boolean holdsOn(int major) {
      return major >= fromMajor && major <= toMajor;
    }
  }

  /// Every folder, or those that the system property `ballast.rules` names, separated by commas.
  public static List<RuleFolder> all() {
    Set<String> asked =
        new TreeSet<>(Arrays.asList(System.getProperty("ballast.rules", "").split(",")));
    asked.remove("");
    try (Stream<Path> folders = Files.list(RULES)) {
      return folders
          .filter(Files::isDirectory)
          .sorted()
          .filter(folder -> asked.isEmpty() || asked.contains(idOf(folder)))
          .map(
              folder ->
                  new RuleFolder(
                      idOf(folder), folder, ExpectedYaml.read(folder.resolve("expected.yaml"))))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("while listing the rules", e);
    }
  }

  private static String idOf(Path folder) {
    return folder.getFileName().toString().replace('_', '-');
  }

  /// The name of the script's file on that major, without `.sql`: `fires@17` from 17 on where there
  /// is one.
  public Optional<String> script(String name, int major) {
    for (int from = major; from >= 14; from--) {
      String variant = name + "@" + from;
      if (Files.exists(directory.resolve(variant + ".sql"))) {
        return Optional.of(variant);
      }
    }
    return Files.exists(directory.resolve(name + ".sql")) ? Optional.of(name) : Optional.empty();
  }

  public Migration migration(String script, boolean judged) {
    return migration(directory.resolve(script + ".sql"), expected.transaction(), judged);
  }

  /// The schema that every folder's scripts run against.
  public static Migration shop() {
    return migration(RULES.resolve("setup.sql"), TransactionMode.PER_STATEMENT, false);
  }

  /// What the folder adds to the shop.
  public Optional<Migration> ownHistory() {
    Path own = directory.resolve("setup.sql");
    return Files.exists(own)
        ? Optional.of(migration(own, TransactionMode.PER_STATEMENT, false))
        : Optional.empty();
  }

  /// What stands before the rule's scripts.
  public List<Migration> history() {
    List<Migration> history = new ArrayList<>();
    history.add(shop());
    ownHistory().ifPresent(history::add);
    return history;
  }

  private static Migration migration(Path file, TransactionMode transaction, boolean judged) {
    MigrationScript script =
        new MigrationScript(
            file.getFileName().toString(),
            ScriptSplitter.split(SourceText.of(read(file))),
            transaction);
    return new Migration(
        Migration.Kind.VERSIONED, "1", script.file(), script, Optional.empty(), judged);
  }

  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("while reading " + file, e);
    }
  }

  public static LockMode lockMode(String words) {
    return LockMode.valueOf(words.toUpperCase(Locale.ROOT).replace(' ', '_'));
  }

  public static Map<String, LockMode> lockModes(Map<String, String> words) {
    Map<String, LockMode> modes = new TreeMap<>();
    words.forEach((relation, mode) -> modes.put(relation, lockMode(mode)));
    return modes;
  }
}
