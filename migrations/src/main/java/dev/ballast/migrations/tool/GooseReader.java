package dev.ballast.migrations.tool;

import dev.ballast.migrations.Migration;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.file.SourceFile;
import dev.ballast.migrations.file.SourceProblems;
import dev.ballast.migrations.file.SourceSet;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// goose: `<number>_<title>.sql` with `-- +goose Up` and `-- +goose Down`, in the order of the
/// numbers; one transaction a file unless it says `-- +goose NO TRANSACTION`.
public final class GooseReader implements ToolReader {
  private static final Pattern NAME = Pattern.compile("([0-9]+)_(.*)\\.sql");

  @Override
  public List<Migration> read(SourceSet sources, SourceProblems problems) {
    Versions<VersionNumber> versions =
        new NumberedFiles(Tool.GOOSE, NAME, "00012_what_it_does.sql").of(sources.files(), problems);
    List<Migration> migrations = new ArrayList<>();
    versions.forEach(
        (version, file) ->
            GooseFile.read(file, problems)
                .map(content -> content.migration(version.text(), title(file)))
                .ifPresent(migrations::add));
    return migrations;
  }

  private static String title(SourceFile file) {
    Matcher name = NAME.matcher(file.fileName());
    return name.matches() ? name.group(2).replace('_', ' ') : file.name();
  }
}
