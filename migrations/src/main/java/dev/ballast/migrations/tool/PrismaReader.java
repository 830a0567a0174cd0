package dev.ballast.migrations.tool;

import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.migrations.file.SourceFile;
import dev.ballast.migrations.file.SourceProblems;
import dev.ballast.migrations.file.SourceSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Prisma: `<name>/migration.sql`, in the order of the folders' names as texts, not as numbers.
/// Each file is sent as one query. A `down.sql` beside it, which Prisma itself does not run, is the
/// way back.
public final class PrismaReader implements ToolReader {
  private static final String UP = "migration.sql";
  private static final String DOWN = "down.sql";
  private static final Pattern NUMBERED = Pattern.compile("([0-9]+)_?(.*)");

  static boolean takes(SourceFile file) {
    return file.fileName().equals(UP) && !file.folder().isEmpty();
  }

  @Override
  public List<Migration> read(SourceSet sources, SourceProblems problems) {
    List<SourceFile> ups = new ArrayList<>();
    var downs =
        sources.files().stream()
            .filter(file -> file.fileName().equals(DOWN))
            .collect(Collectors.toMap(SourceFile::path, Function.identity()));
    for (SourceFile file : sources.files()) {
      if (file.fileName().equals(UP) || file.isStandardInput()) {
        ups.add(file);
      } else if (!file.fileName().equals(DOWN)) {
        problems.notAMigration(Tool.PRISMA, file, "20261120093000_what_it_does/migration.sql");
      }
    }
    ups.sort(Comparator.comparing(SourceFile::name));
    List<Migration> migrations = new ArrayList<>();
    for (SourceFile up : ups) {
      Optional<MigrationScript> down =
          up.isStandardInput()
              ? Optional.empty()
              : Optional.ofNullable(downs.remove(up.path().resolveSibling(DOWN)))
                  .map(file -> file.script(TransactionMode.ONE_QUERY));
      String folder = up.folder().substring(up.folder().lastIndexOf('/') + 1);
      Matcher numbered = NUMBERED.matcher(folder);
      migrations.add(
          new Migration(
              Migration.Kind.VERSIONED,
              numbered.matches() ? numbered.group(1) : folder,
              (numbered.matches() ? numbered.group(2) : folder).replace('_', ' '),
              up.script(TransactionMode.ONE_QUERY),
              down,
              true));
    }
    downs.values().forEach(file -> problems.downWithoutUp(file.folder(), file));
    return migrations;
  }
}
