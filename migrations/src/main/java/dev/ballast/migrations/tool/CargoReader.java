package dev.ballast.migrations.tool;

import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.migrations.file.SourceFile;
import dev.ballast.migrations.file.SourceProblems;
import dev.ballast.migrations.file.SourceSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Two libraries of Rust, which a `Cargo.toml` beside the folder names.
///
/// sqlx: `<number>_<title>.sql`, or `.up.sql` and `.down.sql`; a transaction around the text of
/// each, unless its first line is `-- no-transaction`. refinery: `V1__title.sql` and, out of order,
/// `U2__title.sql`, both forwards; a transaction for each.
public final class CargoReader implements ToolReader {
  private static final Pattern SQLX = Pattern.compile("([0-9]+)_(.*?)(?:\\.(up|down))?\\.sql");
  private static final Pattern REFINERY = Pattern.compile("[VU]([0-9]+)__(.*)()\\.sql");
  private static final Pattern ALONE = Pattern.compile("\\A\\uFEFF?--\\s*no-transaction\\b");
  private static final Pattern DEPENDENCY =
      Pattern.compile("(?m)^\\s*\\[?(?:[\\w.-]*\\.)?(sqlx|refinery)\\b");
  private static final List<String> MANIFESTS = List.of("Cargo.toml", "../Cargo.toml");

  private final Tool tool;
  private final Pattern names;

  /// @param tool sqlx or refinery
  public CargoReader(Tool tool) {
    this.tool = tool;
    this.names = tool == Tool.REFINERY ? REFINERY : SQLX;
  }

  /// The tool of a file: by its first line, or by its name and the manifest around it.
  static Optional<Tool> takes(SourceFile file, SourceSet sources) {
    boolean sqlx = SQLX.matcher(file.fileName()).matches();
    if (sqlx && ALONE.matcher(file.text().text()).find()) {
      return Optional.of(Tool.SQLX);
    }
    if (!sqlx && !REFINERY.matcher(file.fileName()).matches()) {
      return Optional.empty();
    }
    Tool named = sqlx ? Tool.SQLX : Tool.REFINERY;
    return MANIFESTS.stream()
            .flatMap(manifest -> sources.beside(file, manifest).stream())
            .anyMatch(
                text ->
                    DEPENDENCY
                        .matcher(text.text())
                        .results()
                        .anyMatch(found -> found.group(1).equals(named.title())))
        ? Optional.of(named)
        : Optional.empty();
  }

  @Override
  public List<Migration> read(SourceSet sources, SourceProblems problems) {
    Versions<VersionNumber> ups = new Versions<>(tool, problems);
    Versions<VersionNumber> downs = new Versions<>(tool, problems);
    for (SourceFile file : sources.files()) {
      Matcher name = names.matcher(file.fileName());
      if (file.isStandardInput()) {
        ups.add(new VersionNumber(""), "", file);
      } else if (name.matches()) {
        ("down".equals(name.group(3)) ? downs : ups)
            .add(new VersionNumber(name.group(1)), name.group(1), file);
      } else {
        problems.notAMigration(
            tool, file, tool == Tool.SQLX ? "1_what_it_does.up.sql" : "V1__what_it_does.sql");
      }
    }
    List<Migration> migrations = new ArrayList<>();
    ups.forEach(
        (version, file) ->
            migrations.add(
                new Migration(
                    Migration.Kind.VERSIONED,
                    version.text(),
                    title(file),
                    script(file),
                    downs.take(version).map(CargoReader::script),
                    true)));
    downs.forEach((version, file) -> problems.downWithoutUp(version.text(), file));
    return migrations;
  }

  private static MigrationScript script(SourceFile file) {
    return file.script(
        ALONE.matcher(file.text().text()).find()
            ? TransactionMode.ONE_QUERY
            : TransactionMode.WRAPPED);
  }

  private String title(SourceFile file) {
    Matcher name = names.matcher(file.fileName());
    return name.matches() ? name.group(2).replace('_', ' ') : file.fileName();
  }
}
