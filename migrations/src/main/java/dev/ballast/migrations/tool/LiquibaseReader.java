package dev.ballast.migrations.tool;

import dev.ballast.migrations.Migration;
import dev.ballast.migrations.file.SourceFile;
import dev.ballast.migrations.file.SourceProblems;
import dev.ballast.migrations.file.SourceSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Liquibase's formatted SQL: each changeset of each file, files in the order of their paths, as
/// `includeAll` takes them. A changelog in XML, YAML or JSON is not read.
public final class LiquibaseReader implements ToolReader {
  @Override
  public List<Migration> read(SourceSet sources, SourceProblems problems) {
    List<SourceFile> files = new ArrayList<>(sources.files());
    files.sort(Comparator.comparing(SourceFile::name));
    List<Migration> migrations = new ArrayList<>();
    for (SourceFile file : files) {
      if (!LiquibaseFile.takes(file.text())) {
        problems.warning(
            "file-not-a-migration",
            file.name(),
            0,
            "it does not begin with --liquibase formatted sql, so it was not read",
            "Add that line, or leave the file out with an exclude pattern.");
        continue;
      }
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
    }
    return migrations;
  }
}
