package dev.ballast.change.source;

import java.util.List;

/// Knows the conventions of one tool. Implementations hold no state.
interface ToolReader {
  /// The tool's migrations in the order it runs them. What is wrong with a file is told and hides
  /// no other file.
  List<Migration> read(SourceSet sources, Problems problems);
}
