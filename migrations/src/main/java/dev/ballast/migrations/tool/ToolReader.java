package dev.ballast.migrations.tool;

import dev.ballast.migrations.Migration;
import dev.ballast.migrations.file.SourceProblems;
import dev.ballast.migrations.file.SourceSet;
import java.util.List;

/// Knows the conventions of one tool. Implementations hold no state.
public interface ToolReader {
  /// The tool's migrations in the order it runs them. What is wrong with a file is reported and
  /// hides no other file.
  List<Migration> read(SourceSet sources, SourceProblems problems);
}
