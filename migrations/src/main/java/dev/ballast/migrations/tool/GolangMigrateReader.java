package dev.ballast.migrations.tool;

import dev.ballast.migrations.Migration;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.migrations.file.SourceFile;
import dev.ballast.migrations.file.SourceProblems;
import dev.ballast.migrations.file.SourceSet;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// golang-migrate: `<number>_<title>.up.sql` and `.down.sql`, in the order of the numbers. Each
/// file
/// is sent as one query.
public final class GolangMigrateReader implements ToolReader {
  private static final Pattern NAME = Pattern.compile("([0-9]+)_(.*)\\.(up|down)\\.sql");

  /// Longer numbers are times, which leave gaps by nature.
  private static final int MAX_SEQUENCE_DIGITS = 6;

  static boolean takes(String fileName) {
    return NAME.matcher(fileName).matches();
  }

  /// Whether all files of such names are in one folder: the tool does not look into those below.
  static boolean inOneFolder(List<SourceFile> files) {
    return files.stream()
            .filter(file -> takes(file.fileName()))
            .map(file -> file.path().resolveSibling("."))
            .distinct()
            .limit(2)
            .count()
        < 2;
  }

  @Override
  public List<Migration> read(SourceSet sources, SourceProblems problems) {
    Versions<VersionNumber> ups = new Versions<>(Tool.GOLANG_MIGRATE, problems);
    Versions<VersionNumber> downs = new Versions<>(Tool.GOLANG_MIGRATE, problems);
    for (SourceFile file : sources.files()) {
      Matcher name = NAME.matcher(file.fileName());
      if (file.isStandardInput()) {
        ups.add(new VersionNumber(""), "", file);
      } else if (name.matches()) {
        (name.group(3).equals("up") ? ups : downs)
            .add(new VersionNumber(name.group(1)), name.group(1), file);
      } else {
        problems.notAMigration(Tool.GOLANG_MIGRATE, file, "000001_what_it_does.up.sql");
      }
    }
    List<Migration> migrations = new ArrayList<>();
    ups.forEach(
        (version, file) -> {
          if (!migrations.isEmpty() && !file.found().asked()) {
            gap(migrations.getLast().version(), version.text(), file, problems);
          }
          migrations.add(
              new Migration(
                  Migration.Kind.VERSIONED,
                  version.text(),
                  title(file),
                  file.script(TransactionMode.ONE_QUERY),
                  downs.take(version).map(down -> down.script(TransactionMode.ONE_QUERY)),
                  true));
        });
    downs.forEach((version, file) -> problems.downWithoutUp(version.text(), file));
    return migrations;
  }

  private static String title(SourceFile file) {
    Matcher name = NAME.matcher(file.fileName());
    return name.matches() ? name.group(2).replace('_', ' ') : file.fileName();
  }

  private static void gap(String before, String version, SourceFile file, SourceProblems problems) {
    if (Math.max(before.length(), version.length()) > MAX_SEQUENCE_DIGITS) {
      return;
    }
    int missing = Integer.parseInt(version) - Integer.parseInt(before) - 1;
    if (missing > 0) {
      problems.warning(
          "version-missing",
          file.name(),
          0,
          missing == 1
              ? "the version between " + before + " and " + version + " is missing"
              : missing + " versions between " + before + " and " + version + " are missing",
          "Check that no file was forgotten; the tool does not notice.");
    }
  }
}
