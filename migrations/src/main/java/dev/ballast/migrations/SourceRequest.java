package dev.ballast.migrations;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Which migrations are wanted, and what the one who asks knows about them.
///
/// @param workingFolder what relative paths start from, and what names of files are relative to
/// @param paths files and folders; `-` is standard input
/// @param tool whose conventions they follow, where it is not to be detected
/// @param transaction how plain SQL is run, and what no tool decides; empty: each statement alone
/// @param include globs of the paths below a folder that are read; empty: all
/// @param exclude globs of the paths below a folder that are left out
/// @param gitRange which changes are judged, as git names them (`main..HEAD`, `origin/main...`):
///     files without a change are read as history; empty: all files are judged
/// @param confined no link is followed out of the working folder: its files were written by
///     somebody who may not choose what else of this machine is read and shown
/// @param values what stands in place of placeholders
public record SourceRequest(
    Path workingFolder,
    List<String> paths,
    Optional<Tool> tool,
    Optional<TransactionMode> transaction,
    List<String> include,
    List<String> exclude,
    Optional<String> gitRange,
    boolean confined,
    PlaceholderValues values) {
  /// What stands for standard input among the paths, and names it in what is reported.
  public static final String STANDARD_INPUT = "-";

  public SourceRequest {
    requireNonNull(workingFolder, "workingFolder is null");
    paths = List.copyOf(paths);
    requireNonNull(tool, "tool is null");
    requireNonNull(transaction, "transaction is null");
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    requireNonNull(gitRange, "gitRange is null");
    requireNonNull(values, "values is null");
  }

  /// All migrations of these paths, as they are found.
  public static SourceRequest of(Path workingFolder, List<String> paths) {
    return new SourceRequest(
        workingFolder,
        paths,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        false,
        PlaceholderValues.NONE);
  }

  public SourceRequest withTool(Tool value) {
    return new SourceRequest(
        workingFolder,
        paths,
        Optional.of(value),
        transaction,
        include,
        exclude,
        gitRange,
        confined,
        values);
  }

  public SourceRequest withTransaction(TransactionMode value) {
    return new SourceRequest(
        workingFolder,
        paths,
        tool,
        Optional.of(value),
        include,
        exclude,
        gitRange,
        confined,
        values);
  }

  /// Only what one of the first globs matches and none of the second.
  ///
  /// @param included empty: all
  public SourceRequest withGlobs(List<String> included, List<String> excluded) {
    return new SourceRequest(
        workingFolder, paths, tool, transaction, included, excluded, gitRange, confined, values);
  }

  public SourceRequest withGitRange(String value) {
    return new SourceRequest(
        workingFolder,
        paths,
        tool,
        transaction,
        include,
        exclude,
        Optional.of(value),
        confined,
        values);
  }

  /// Of the working folder's files only what is in it, links or not.
  public SourceRequest withinFolder() {
    return new SourceRequest(
        workingFolder, paths, tool, transaction, include, exclude, gitRange, true, values);
  }

  /// With what fills placeholders where the migrations run.
  public SourceRequest withValues(PlaceholderValues known) {
    return new SourceRequest(
        workingFolder, paths, tool, transaction, include, exclude, gitRange, confined, known);
  }
}
