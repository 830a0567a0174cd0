package dev.ballast.migrations.tool;

import dev.ballast.migrations.Migration;
import dev.ballast.migrations.file.NaturalOrder;
import dev.ballast.migrations.file.SchemaSnapshots;
import dev.ballast.migrations.file.SourceFile;
import dev.ballast.migrations.file.SourceProblems;
import dev.ballast.migrations.file.SourceSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// sql-migrate: files with `-- +migrate Up` and `-- +migrate Down`, in the order of the numbers
/// that their names begin with, else of the names; one transaction for each file and direction,
/// unless the line says `notransaction`.
public final class SqlMigrateReader implements ToolReader {
  private static final Pattern NUMBERED = Pattern.compile("([0-9]+)[-_.]*(.*)\\.sql");

  /// Numbered names before others, as the tool compares them.
  private static final Comparator<SourceFile> ORDER =
      Comparator.comparing(SqlMigrateReader::number, SqlMigrateReader::compare)
          .thenComparing(SourceFile::fileName);

  @Override
  public List<Migration> read(SourceSet sources, SourceProblems problems) {
    List<SourceFile> files = SchemaSnapshots.apart(sources, problems);
    files.sort(ORDER);
    List<Migration> migrations = new ArrayList<>();
    for (SourceFile file : files) {
      SqlMigrateFile.read(file, problems)
          .map(content -> content.migration(number(file), title(file)))
          .ifPresent(migrations::add);
    }
    return migrations;
  }

  private static String number(SourceFile file) {
    Matcher name = NUMBERED.matcher(file.fileName());
    return name.matches() ? name.group(1) : "";
  }

  private static int compare(String left, String right) {
    return left.isEmpty() || right.isEmpty()
        ? Boolean.compare(left.isEmpty(), right.isEmpty())
        : NaturalOrder.numbers(left, right);
  }

  private static String title(SourceFile file) {
    Matcher name = NUMBERED.matcher(file.fileName());
    return (name.matches() ? name.group(2) : file.fileName()).replace('_', ' ').replace('-', ' ');
  }
}
