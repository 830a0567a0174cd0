package dev.ballast.migrations.liquibase;

import dev.ballast.migrations.Migration;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.migrations.file.Companion;
import dev.ballast.migrations.file.SourceFile;
import dev.ballast.migrations.file.SourceProblems;
import dev.ballast.migrations.file.SourceSet;
import dev.ballast.migrations.tool.ToolReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Liquibase: the changesets of its changelogs in XML, YAML and JSON with what these include.
/// Without such a changelog each changeset of each file of formatted SQL, files in the order of
/// their paths, as `includeAll` takes them.
public final class LiquibaseReader implements ToolReader {
  @Override
  public List<Migration> read(SourceSet sources, SourceProblems problems) {
    List<SourceFile> files = new ArrayList<>(sources.files());
    files.sort(Comparator.comparing(SourceFile::name));
    if (sources.companions(Companion.LIQUIBASE_CHANGELOG).isEmpty()) {
      return files.stream().flatMap(file -> formatted(file, problems).stream()).toList();
    }
    Changelogs changelogs = new Changelogs(sources, problems, file -> included(file, problems));
    List<Migration> migrations = new ArrayList<>(changelogs.read());
    for (SourceFile file : files) {
      if (file.isStandardInput()) {
        migrations.addAll(formatted(file, problems));
      } else if (!changelogs.uses(file)) {
        problems.notRun(
            file,
            "no changelog includes it, so Liquibase does not run it and it was not read",
            "Include it, or leave it out with an exclude pattern.");
      }
    }
    return migrations;
  }

  /// A script without marks is one changeset where a changelog includes it.
  private static List<Migration> included(SourceFile file, SourceProblems problems) {
    if (LiquibaseFile.takes(file.text())) {
      return formatted(file, problems);
    }
    return List.of(
        new Migration(
            Migration.Kind.VERSIONED,
            "includeAll:raw",
            file.fileName(),
            file.script(TransactionMode.WRAPPED),
            Optional.empty(),
            true));
  }

  private static List<Migration> formatted(SourceFile file, SourceProblems problems) {
    if (!LiquibaseFile.takes(file.text())) {
      problems.warning(
          "file-not-a-migration",
          file.name(),
          0,
          "it does not begin with --liquibase formatted sql, so it was not read",
          "Add that line, or leave the file out with an exclude pattern.");
      return List.of();
    }
    List<Migration> migrations = new ArrayList<>();
    Map<String, Integer> lines = new HashMap<>();
    for (Changeset changeset : new LiquibaseFile(file, problems).changesets()) {
      Integer earlier = lines.putIfAbsent(changeset.name(), changeset.line());
      if (earlier != null) {
        problems.error(
            "version-duplicate",
            file.name(),
            changeset.line(),
            "changeset " + changeset.name() + " is already in line " + earlier,
            "Give one of them another id: Liquibase refuses the file.");
      }
      if (changeset.runsOnPostgres(file.name(), problems)) {
        migrations.add(changeset.migration(file, problems));
      }
    }
    return migrations;
  }
}
