package dev.ballast.migrations.file;

import dev.ballast.evidence.Severity;
import dev.ballast.migrations.SourceProblem;
import dev.ballast.migrations.Tool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Gathers what is wrong with the files while they are read. Not thread-safe.
public final class SourceProblems {
  private final List<SourceProblem> all = new ArrayList<>();

  public void error(String id, String file, int line, String message, String hint) {
    all.add(new SourceProblem(id, Severity.ERROR, file, line, message, hint));
  }

  public void warning(String id, String file, int line, String message, String hint) {
    all.add(new SourceProblem(id, Severity.WARNING, file, line, message, hint));
  }

  public void info(String id, String file, int line, String message, String hint) {
    all.add(new SourceProblem(id, Severity.INFO, file, line, message, hint));
  }

  /// A file that the tool would not take for one of its own.
  public void notAMigration(Tool tool, SourceFile file, String expected) {
    notRun(
        file,
        tool.title() + " does not take this file for a migration, so it was not read",
        "Name it " + expected + ", or leave it out with an exclude pattern.");
  }

  /// A script that the tool does not run: a snapshot of the schema is none that it should.
  public void notRun(SourceFile file, String message, String hint) {
    if (SchemaSnapshots.isOne(file)) {
      SchemaSnapshots.report(file, this);
    } else {
      warning("file-not-a-migration", file.name(), 0, message, hint);
    }
  }

  public void duplicateVersion(Tool tool, String version, SourceFile first, SourceFile second) {
    error(
        "version-duplicate",
        second.name(),
        0,
        "version " + version + " is also that of " + first.name(),
        "Give one of them a version of its own: " + tool.title() + " cannot run both.");
  }

  public void downWithoutUp(String version, SourceFile file) {
    warning(
        "undo-without-version",
        file.name(),
        0,
        "it takes back " + version + ", which is not there",
        "Remove it, or add the migration that it takes back.");
  }

  /// By file, in numeric order, and line.
  public List<SourceProblem> all() {
    return all.stream()
        .sorted(
            Comparator.comparing(SourceProblem::file, NaturalOrder.INSTANCE)
                .thenComparingInt(SourceProblem::line))
        .toList();
  }
}
