package dev.ballast.migrations.tool;

import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.migrations.file.SourceFile;
import dev.ballast.migrations.file.SourceProblems;
import dev.ballast.migrations.file.SourceSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// pop: `<number>_<title>.up.sql` and `.down.sql`, or `<number>_<title>.postgres.up.sql` for one
/// database, in the order of the numbers. A file for PostgreSQL takes the place of the one for
/// all. One transaction for each file, unless its name says `autocommit`.
public final class PopReader implements ToolReader {
  private static final Pattern NAME =
      Pattern.compile(
          "(?<version>[0-9]+)_(?<title>[^.]+)(?:\\.(?<dialect>[a-z0-9]+))??(?<before>\\.autocommit)?"
              + "\\.(?<way>up|down)(?<behind>\\.autocommit)?\\.sql");
  private static final String POSTGRES = "postgres";

  /// The names that pop gives the databases that it knows, and their other spellings.
  private static final Set<String> DIALECTS =
      Set.of(
          POSTGRES,
          "postgresql",
          "pg",
          "pgx",
          "mysql",
          "mariadb",
          "sqlite3",
          "sqlite",
          "cockroach",
          "cockroachdb",
          "crdb");

  private static final Set<String> OURS = Set.of(POSTGRES, "postgresql", "pg", "pgx");

  /// One direction of a version.
  private record Place(String version, boolean down) {}

  static boolean takes(String fileName) {
    return NAME.matcher(fileName).matches();
  }

  /// Whether something says that a file is of pop and not of golang-migrate: a dialect in its name,
  /// pop's configuration beside the folder, or the module around it.
  static boolean marks(SourceFile file, SourceSet sources) {
    return namesDialect(file.fileName())
        || (takes(file.fileName())
            && (sources.isBeside(file, "database.yml")
                || sources.isBeside(file, "../database.yml")
                || sources
                    .around(file, "go.mod")
                    .filter(module -> module.text().contains("gobuffalo/pop"))
                    .isPresent()));
  }

  private static boolean namesDialect(String fileName) {
    Matcher name = NAME.matcher(fileName);
    return name.matches()
        && name.group("dialect") != null
        && DIALECTS.contains(name.group("dialect"));
  }

  @Override
  public List<Migration> read(SourceSet sources, SourceProblems problems) {
    TreeMap<VersionNumber, SourceFile> ups = new TreeMap<>();
    Map<Place, SourceFile> chosen = new HashMap<>();
    List<SourceFile> others = new ArrayList<>();
    for (SourceFile file : sources.files()) {
      Matcher name = NAME.matcher(file.fileName());
      if (file.isStandardInput()) {
        ups.put(new VersionNumber(""), file);
      } else if (!name.matches()) {
        problems.notAMigration(Tool.POP, file, "20261120093000_what_it_does.up.sql");
      } else if (name.group("dialect") != null && !OURS.contains(name.group("dialect"))) {
        others.add(file);
      } else {
        place(name, file, chosen, problems);
      }
    }
    if (!others.isEmpty()) {
      problems.info(
          "other-dialect",
          others.getFirst().name(),
          0,
          others.size() == 1
              ? "it is for another database, and was not read"
              : "it and %d more are for other databases, and were not read"
                  .formatted(others.size() - 1),
          "What pop runs on PostgreSQL was read.");
    }
    chosen.forEach(
        (place, file) -> {
          if (!place.down()) {
            ups.put(new VersionNumber(place.version()), file);
          }
        });
    List<Migration> migrations = new ArrayList<>();
    ups.forEach(
        (version, file) ->
            migrations.add(
                new Migration(
                    Migration.Kind.VERSIONED,
                    version.text(),
                    title(file),
                    script(file),
                    Optional.ofNullable(chosen.remove(new Place(version.text(), true)))
                        .map(PopReader::script),
                    true)));
    chosen.forEach(
        (place, file) -> {
          if (place.down()) {
            problems.downWithoutUp(place.version(), file);
          }
        });
    return migrations;
  }

  private static void place(
      Matcher name, SourceFile file, Map<Place, SourceFile> chosen, SourceProblems problems) {
    Place place = new Place(name.group("version"), name.group("way").equals("down"));
    SourceFile first = chosen.get(place);
    if (first == null) {
      chosen.put(place, file);
      return;
    }
    boolean firstOurs = namesDialect(first.fileName());
    if (firstOurs == (name.group("dialect") != null)) {
      problems.duplicateVersion(Tool.POP, place.version(), first, file);
    } else if (!firstOurs) {
      chosen.put(place, file);
    }
  }

  private static String title(SourceFile file) {
    Matcher name = NAME.matcher(file.fileName());
    return name.matches() ? name.group("title").replace('_', ' ') : file.name();
  }

  private static MigrationScript script(SourceFile file) {
    Matcher name = NAME.matcher(file.fileName());
    boolean alone =
        name.matches() && (name.group("before") != null || name.group("behind") != null);
    return file.script(alone ? TransactionMode.ONE_QUERY : TransactionMode.WRAPPED);
  }
}
