package dev.ballast.migrations.tool;

import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.migrations.file.SchemaSnapshots;
import dev.ballast.migrations.file.SourceFile;
import dev.ballast.migrations.file.SourceProblems;
import dev.ballast.migrations.file.SourceSet;
import dev.ballast.sql.script.SourceText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Atlas: `<version>[_<title>].sql` beside `atlas.sum`, in the order of the names as texts; one
/// transaction a file unless the file says `-- atlas:txmode none`. A checkpoint is the baseline of
/// an empty database.
public final class AtlasReader implements ToolReader {
  private static final String SUM = "atlas.sum";
  private static final Pattern NAME = Pattern.compile("([^_]+)(?:_(.*))?\\.sql");
  private static final Pattern SUM_LINE = Pattern.compile("(.+\\.sql) h1:\\S+");

  static boolean takes(SourceFile file, SourceSet sources) {
    return AtlasFile.hasDirective(file.text()) || sources.beside(file, SUM).isPresent();
  }

  @Override
  public List<Migration> read(SourceSet sources, SourceProblems problems) {
    List<SourceFile> files = new ArrayList<>(sources.files());
    for (SourceFile snapshot : SchemaSnapshots.of(sources)) {
      if (sources.beside(snapshot, SUM).isEmpty()) {
        SchemaSnapshots.report(snapshot, problems);
        files.remove(snapshot);
      }
    }
    files.sort(Comparator.comparing(SourceFile::name));
    List<Migration> migrations = new ArrayList<>();
    Set<String> folders = new TreeSet<>();
    for (SourceFile file : files) {
      Optional<SourceText> sum = sources.beside(file, SUM);
      if (sum.isPresent() && !file.found().asked() && folders.add(file.folder())) {
        compare(sum.get(), file, files, problems);
      }
      migrations.add(migration(file));
    }
    return migrations;
  }

  private static Migration migration(SourceFile file) {
    AtlasFile content = AtlasFile.of(file);
    Matcher name = NAME.matcher(file.fileName());
    boolean named = name.matches() && !file.isStandardInput();
    TransactionMode mode =
        content.value("txmode").filter("none"::equals).isPresent()
            ? TransactionMode.PER_STATEMENT
            : TransactionMode.WRAPPED;
    Optional<MigrationScript> down = content.down(mode);
    return new Migration(
        content.value("checkpoint").isPresent()
            ? Migration.Kind.BASELINE
            : Migration.Kind.VERSIONED,
        named ? name.group(1) : "",
        named && name.group(2) != null ? name.group(2).replace('_', ' ') : "",
        content.up(mode),
        down,
        true);
  }

  /// Atlas refuses a folder whose `atlas.sum` does not fit.
  private static void compare(
      SourceText sum, SourceFile beside, List<SourceFile> files, SourceProblems problems) {
    Set<String> listed = new TreeSet<>();
    for (int line = 1; line <= sum.lines(); line++) {
      Matcher entry = SUM_LINE.matcher(sum.line(line).strip());
      if (entry.matches()) {
        listed.add(entry.group(1));
      }
    }
    for (SourceFile file : files) {
      if (file.folder().equals(beside.folder()) && !listed.remove(file.fileName())) {
        problems.warning(
            "atlas-sum-outdated",
            file.name(),
            0,
            "atlas.sum does not list it, so Atlas refuses the folder",
            "Run atlas migrate hash.");
      }
    }
    for (String missing : listed) {
      problems.error(
          "atlas-script-missing",
          beside.name(),
          0,
          "atlas.sum beside it lists %s, which is not there".formatted(missing),
          "Restore the file, or run atlas migrate hash.");
    }
  }
}
