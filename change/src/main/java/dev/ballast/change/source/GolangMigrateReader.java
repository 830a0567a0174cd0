package dev.ballast.change.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// golang-migrate: `<number>_<title>.up.sql` and `.down.sql`, in the order of the numbers. Each
/// file
/// is sent as one query.
final class GolangMigrateReader implements ToolReader {
  private static final Pattern NAME = Pattern.compile("([0-9]+)_(.*)\\.(up|down)\\.sql");

  /// Longer numbers are times, which leave gaps by nature.
  private static final int MAX_SEQUENCE_DIGITS = 6;

  static boolean takes(String fileName) {
    return NAME.matcher(fileName).matches();
  }

  @Override
  public List<Migration> read(SourceSet sources, Problems problems) {
    Map<String, SourceFile> ups = new TreeMap<>(NaturalOrder::numbers);
    Map<String, SourceFile> downs = new TreeMap<>(NaturalOrder::numbers);
    for (SourceFile file : sources.files()) {
      Matcher name = NAME.matcher(file.fileName());
      if (!name.matches()) {
        problems.notAMigration(Tool.GOLANG_MIGRATE, file, "000001_what_it_does.up.sql");
        continue;
      }
      SourceFile first =
          (name.group(3).equals("up") ? ups : downs).putIfAbsent(name.group(1), file);
      if (first != null) {
        problems.duplicateVersion(Tool.GOLANG_MIGRATE, name.group(1), first, file);
      }
    }
    List<Migration> migrations = new ArrayList<>();
    String before = "";
    for (Map.Entry<String, SourceFile> up : ups.entrySet()) {
      gap(before, up.getKey(), up.getValue(), problems);
      before = up.getKey();
      migrations.add(
          new Migration(
              Migration.Kind.VERSIONED,
              up.getKey(),
              title(up.getValue()),
              up.getValue().script(TransactionMode.ONE_QUERY),
              Optional.ofNullable(downs.remove(up.getKey()))
                  .map(down -> down.script(TransactionMode.ONE_QUERY)),
              true));
    }
    downs.forEach(problems::downWithoutUp);
    return migrations;
  }

  private static String title(SourceFile file) {
    Matcher name = NAME.matcher(file.fileName());
    return name.matches() ? name.group(2).replace('_', ' ') : file.fileName();
  }

  private static void gap(String before, String version, SourceFile file, Problems problems) {
    if (before.isEmpty()
        || before.length() > MAX_SEQUENCE_DIGITS
        || version.length() > MAX_SEQUENCE_DIGITS) {
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
