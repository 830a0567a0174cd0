package dev.ballast.migrations.tool;

import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.Running;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.migrations.file.SchemaSnapshots;
import dev.ballast.migrations.file.SourceFile;
import dev.ballast.migrations.file.SourceProblems;
import dev.ballast.migrations.file.SourceSet;
import dev.ballast.migrations.psql.PsqlScripts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Plain SQL: all files in natural order of their paths.
///
/// The way back is found where it is named so: `x.down.sql` beside `x.up.sql` or `x.sql` (or
/// `x.undo.sql`, `x.rollback.sql`), `down/x.sql` beside `up/x.sql`, and `down.sql` beside `up.sql`
/// or `migration.sql` in a folder for each migration.
public final class PlainReader implements ToolReader {
  private static final Pattern PAIRED =
      Pattern.compile("(.+)[._-](up|down|undo|rollback)\\.sql", Pattern.CASE_INSENSITIVE);
  private static final Pattern FOLDERS = Pattern.compile("(?:(.*)/)?(up|down)/([^/]+)");
  private static final Pattern FOLDER_A_MIGRATION =
      Pattern.compile("(?:(.*)/)?(up|down|migration)\\.sql");
  private static final Pattern NUMBERED = Pattern.compile("([0-9]+(?:-[0-9]+)*)[._-]?(.*)");

  /// One direction of what a path says.
  private record Way(String key, boolean down) {}

  @Override
  public List<Migration> read(SourceSet sources, SourceProblems problems) {
    Map<String, SourceFile> keyed = new HashMap<>();
    List<SourceFile> files = SchemaSnapshots.apart(sources, problems);
    for (SourceFile file : files) {
      keyed.putIfAbsent(key(file, way(file)), file);
      UnknownMarks.report(file, problems);
      UnknownMarks.reportWhatIsNoSql(file, problems);
    }
    List<Migration> migrations = new ArrayList<>();
    Map<String, SourceFile> versions = new HashMap<>();
    PsqlScripts scripts = new PsqlScripts(sources, problems, sources.roots(), Map.of());
    files.forEach(file -> scripts.of(file, mode(file, sources)));
    for (SourceFile file : files) {
      if (scripts.included().contains(file.path())) {
        continue;
      }
      Way way = way(file);
      if (way.down()) {
        if (!keyed.containsKey(key(file, new Way(way.key(), false)))) {
          problems.downWithoutUp(way.key(), file);
        }
        continue;
      }
      Optional<SourceFile> down =
          Optional.ofNullable(keyed.get(key(file, new Way(way.key(), true))));
      migrations.add(
          scripts.listed(migration(file, way, down, script(scripts, sources, file)), file));
      version(file, way, versions, problems);
    }
    return migrations;
  }

  private static String root(SourceFile file) {
    return file.name().substring(0, file.name().length() - file.relative().length());
  }

  /// Files of different folders that were requested never pair.
  private static String key(SourceFile file, Way way) {
    return (way.down() ? "down " : "up ") + root(file) + " " + way.key();
  }

  private static Way way(SourceFile file) {
    String path = file.relative();
    Matcher folder = FOLDER_A_MIGRATION.matcher(path);
    if (folder.matches() && !file.folder().isEmpty()) {
      return new Way(file.folder(), folder.group(2).equals("down"));
    }
    Matcher folders = FOLDERS.matcher(path);
    if (folders.matches()) {
      String around = folders.group(1) == null ? "" : folders.group(1) + "/";
      return new Way(around + stem(folders.group(3)), folders.group(2).equals("down"));
    }
    Matcher paired = PAIRED.matcher(path);
    return paired.matches()
        ? new Way(paired.group(1), !paired.group(2).equalsIgnoreCase("up"))
        : new Way(stem(path), false);
  }

  private static String stem(String path) {
    int dot = path.lastIndexOf('.');
    return dot > path.lastIndexOf('/') ? path.substring(0, dot) : path;
  }

  private static Migration migration(
      SourceFile file,
      Way way,
      Optional<SourceFile> down,
      Function<SourceFile, MigrationScript> script) {
    Matcher numbered = NUMBERED.matcher(lastName(way));
    return new Migration(
        Migration.Kind.VERSIONED,
        numbered.matches() ? numbered.group(1) : "",
        (numbered.matches() ? numbered.group(2) : lastName(way)).replace('_', ' '),
        script.apply(file),
        down.map(script),
        true);
  }

  /// The scripts of a migration, up and down, which are run in the same way.
  private static Function<SourceFile, MigrationScript> script(
      PsqlScripts scripts, SourceSet sources, SourceFile up) {
    TransactionMode mode = mode(up, sources);
    boolean undeclared = mode == TransactionMode.PER_STATEMENT && sources.transaction().isEmpty();
    return file -> {
      MigrationScript script = scripts.of(file, mode);
      return undeclared ? script.running(Running.UNDECLARED) : script;
    };
  }

  private static String lastName(Way way) {
    return way.key().substring(way.key().lastIndexOf('/') + 1);
  }

  /// Diesel keeps `up.sql` in a folder and wraps it, unless `metadata.toml` beside it says not to;
  /// Prisma keeps `migration.sql` in one and sends it as one query.
  private static TransactionMode mode(SourceFile file, SourceSet sources) {
    if (sources.transaction().isPresent() || file.folder().isEmpty()) {
      return sources.plainTransaction();
    }
    return switch (file.fileName()) {
      case "migration.sql" -> TransactionMode.ONE_QUERY;
      case "up.sql" -> DieselReader.mode(file, sources);
      default -> sources.plainTransaction();
    };
  }

  private static void version(
      SourceFile file, Way way, Map<String, SourceFile> versions, SourceProblems problems) {
    Matcher numbered = NUMBERED.matcher(lastName(way));
    if (!numbered.matches()) {
      return;
    }
    String folder = way.key().substring(0, way.key().length() - lastName(way).length());
    SourceFile first =
        versions.putIfAbsent(key(file, new Way(folder + numbered.group(1), false)), file);
    if (first != null) {
      problems.warning(
          "version-duplicate",
          file.name(),
          0,
          "its number " + numbered.group(1) + " is also that of " + first.name(),
          "Give one of them another number, so that their order is not left to the alphabet.");
    }
  }
}
