package dev.ballast.change.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// goose: `<number>_<title>.sql` with `-- +goose Up` and `-- +goose Down`, in the order of the
/// numbers; one transaction a file unless it says `-- +goose NO TRANSACTION`.
final class GooseReader implements ToolReader {
  private static final Pattern NAME = Pattern.compile("([0-9]+)_(.*)\\.sql");

  @Override
  public List<Migration> read(SourceSet sources, Problems problems) {
    Map<String, Migration> migrations = new TreeMap<>(NaturalOrder::numbers);
    Map<String, SourceFile> files = new TreeMap<>(NaturalOrder::numbers);
    for (SourceFile file : sources.files()) {
      Matcher name = NAME.matcher(file.fileName());
      boolean named = name.matches();
      if (!named && !file.isStandardInput()) {
        problems.notAMigration(Tool.GOOSE, file, "00012_what_it_does.sql");
        continue;
      }
      String version = named ? name.group(1) : "";
      SourceFile first = files.putIfAbsent(version, file);
      if (first != null) {
        problems.duplicateVersion(Tool.GOOSE, version, first, file);
        continue;
      }
      String title = named ? name.group(2).replace('_', ' ') : file.name();
      GooseFile.read(file, problems)
          .map(content -> content.migration(version, title))
          .ifPresent(migration -> migrations.put(version, migration));
    }
    return new ArrayList<>(migrations.values());
  }
}
