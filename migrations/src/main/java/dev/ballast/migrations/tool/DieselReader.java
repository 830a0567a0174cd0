package dev.ballast.migrations.tool;

import dev.ballast.migrations.Migration;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.migrations.file.SourceFile;
import dev.ballast.migrations.file.SourceProblems;
import dev.ballast.migrations.file.SourceSet;
import dev.ballast.sql.script.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Diesel: `<version>_<title>/up.sql` with a `down.sql`, in the order of the versions as texts
/// without their hyphens, so that `2024-01-01-000000_b` comes after `20170318181441_a`. One
/// transaction for each file, unless `metadata.toml` beside it says otherwise.
public final class DieselReader implements ToolReader {
  private static final String UP = "up.sql";
  private static final String DOWN = "down.sql";
  private static final Pattern NO_TRANSACTION =
      Pattern.compile("(?m)^\\s*run_in_transaction\\s*=\\s*false\\b");

  static boolean takes(SourceFile file) {
    return file.fileName().equals(UP) && startsWithDigit(folderName(file));
  }

  private static boolean startsWithDigit(String name) {
    return !name.isEmpty() && name.charAt(0) >= '0' && name.charAt(0) <= '9';
  }

  @Override
  public List<Migration> read(SourceSet sources, SourceProblems problems) {
    List<SourceFile> ups = new ArrayList<>();
    Map<Path, SourceFile> downs = new HashMap<>();
    for (SourceFile file : sources.files()) {
      if (file.fileName().equals(UP) || file.isStandardInput()) {
        ups.add(file);
      } else if (file.fileName().equals(DOWN)) {
        downs.put(file.path(), file);
      } else {
        problems.notAMigration(Tool.DIESEL, file, "2026-11-20-093000_what_it_does/up.sql");
      }
    }
    ups.sort(Comparator.comparing(DieselReader::version).thenComparing(SourceFile::name));
    List<Migration> migrations = new ArrayList<>();
    SourceFile before = null;
    for (SourceFile up : ups) {
      if (before != null && version(before).equals(version(up))) {
        problems.duplicateVersion(Tool.DIESEL, version(up), before, up);
      }
      before = up;
      TransactionMode mode = mode(up, sources);
      migrations.add(
          new Migration(
              Migration.Kind.VERSIONED,
              version(up),
              title(up),
              up.script(mode),
              Optional.ofNullable(downs.remove(up.path().resolveSibling(DOWN)))
                  .map(down -> down.script(mode)),
              true));
    }
    downs.values().stream()
        .sorted(Comparator.comparing(SourceFile::name))
        .forEach(down -> problems.downWithoutUp(version(down), down));
    return migrations;
  }

  private static String folderName(SourceFile file) {
    if (file.isStandardInput()) {
      return "";
    }
    Path folder = file.path().getParent();
    return folder == null || folder.getFileName() == null ? "" : folder.getFileName().toString();
  }

  /// What stands before the first underscore, without hyphens.
  private static String version(SourceFile file) {
    String name = folderName(file);
    int underscore = name.indexOf('_');
    return (underscore < 0 ? name : name.substring(0, underscore)).replace("-", "");
  }

  private static String title(SourceFile file) {
    String name = folderName(file);
    return name.substring(name.indexOf('_') + 1).replace('_', ' ');
  }

  /// Without a transaction of its own, each file is sent as one query.
  static TransactionMode mode(SourceFile up, SourceSet sources) {
    return sources
        .beside(up, "metadata.toml")
        .map(SourceText::text)
        .filter(text -> NO_TRANSACTION.matcher(text).find())
        .map(text -> TransactionMode.ONE_QUERY)
        .orElse(TransactionMode.WRAPPED);
  }
}
