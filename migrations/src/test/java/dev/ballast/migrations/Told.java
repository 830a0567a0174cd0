package dev.ballast.migrations;

import dev.ballast.migrations.source.MigrationSources;
import dev.ballast.sql.script.Script;
import dev.ballast.sql.script.ScriptPart;
import java.io.ByteArrayInputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// Describes a set of migrations in lines that a test can compare with its own.
public final class Told {
  private Told() {}

  /// The folder of a case among the test's resources.
  public static Path folder(String name) {
    try {
      return Path.of(Objects.requireNonNull(Told.class.getResource(name)).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  public static MigrationSet read(String name) {
    return MigrationSources.read(SourceRequest.of(folder(name), List.of(".")));
  }

  /// One file of a folder.
  public static MigrationSet read(String name, String file) {
    return MigrationSources.read(SourceRequest.of(folder(name), List.of(file)));
  }

  public static MigrationSet readInput(String text) {
    return MigrationSources.read(
        SourceRequest.of(Path.of("."), List.of("-")),
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// `KIND version (title) file:line MODE parts <- file:line MODE parts`.
  public static List<String> migrations(MigrationSet set) {
    return set.migrations().stream().map(Told::migration).toList();
  }

  /// `SEVERITY id file:line`.
  public static List<String> problems(MigrationSet set) {
    return set.problems().stream()
        .map(it -> it.severity() + " " + it.id() + " " + it.file() + ":" + it.line())
        .toList();
  }

  public static List<String> parts(MigrationScript script) {
    Script cut = script.script();
    return cut.parts().stream()
        .map(
            part ->
                part instanceof ScriptPart.Sql sql ? cut.text(sql) : cut.source().text(part.span()))
        .toList();
  }

  private static String migration(Migration migration) {
    String up =
        "%s %s (%s) %s"
            .formatted(
                migration.kind(), migration.version(), migration.title(), script(migration.up()));
    return up + migration.down().map(down -> " <- " + script(down)).orElse("");
  }

  private static String script(MigrationScript script) {
    List<ScriptPart> parts = script.script().parts();
    int line =
        parts.isEmpty()
            ? 0
            : script.script().source().position(parts.getFirst().span().start()).line();
    return "%s:%d %s %d".formatted(script.file(), line, script.transaction(), parts.size());
  }
}
