package dev.ballast.migrations.git;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which files a range of git's history added, changed or renamed.
///
/// A range without a right end, such as `origin/main...`, ends in the working tree, since that is
/// what is read: what was not committed yet is new too, and so is what git does not keep at all.
public final class GitRange {
  private static final Pattern HUNK =
      Pattern.compile("(?m)^@@ -[0-9]+(?:,([0-9]+))? \\+([0-9]+)(?:,([0-9]+))? @@");

  private GitRange() {}

  /// The changed files of the repositories in which the paths lie, absolute.
  public static Set<Path> changed(String range, List<Path> paths) {
    return differing(range, paths, "ACMRT");
  }

  /// Those of them that the range added: it did not rename them either, which is known only where
  /// git compares their folders.
  public static Set<Path> added(String range, List<Path> paths) {
    return differing(range, paths.stream().map(GitRange::folder).distinct().toList(), "A");
  }

  /// Those of them that keep their names and were changed.
  public static Set<Path> edited(String range, List<Path> paths) {
    return differing(range, paths, "M");
  }

  private static Set<Path> differing(String range, List<Path> paths, String kinds) {
    Set<Path> changed = new HashSet<>();
    for (Path path : paths) {
      Git git = new Git(folder(path), range);
      Path root = git.root();
      List<String> names = List.of("--name-only", "--find-renames", "--diff-filter=" + kinds, "-z");
      for (String compared : compared(git, git.withBranches(range))) {
        addAll(git.differences(names, List.of(compared, "--", path.toString())), root, changed);
      }
      if (isOpen(range) && kinds.contains("A")) {
        addAll(untracked(git, path), root, changed);
      }
    }
    return changed;
  }

  private static void addAll(String names, Path root, Set<Path> files) {
    for (String name : names.split("\0", -1)) {
      if (!name.isEmpty()) {
        files.add(root.resolve(name).normalize());
      }
    }
  }

  /// The lines of a file that the range added or changed, from 1; where it only removed some, the
  /// one before them. Empty where git does not keep the file, so that all of it is new.
  public static Optional<BitSet> changedLines(String range, Path file) {
    return lines(range, file, false);
  }

  /// Those that it added beside lines that stayed.
  public static Optional<BitSet> addedLines(String range, Path file) {
    return lines(range, file, true);
  }

  private static Optional<BitSet> lines(String range, Path file, boolean addedOnly) {
    Git git = new Git(folder(file), range);
    if (isOpen(range) && !untracked(git, file).isEmpty()) {
      return Optional.empty();
    }
    BitSet lines = new BitSet();
    for (String compared : compared(git, git.withBranches(range))) {
      Matcher hunk =
          HUNK.matcher(git.differences(List.of("-U0"), List.of(compared, "--", file.toString())));
      while (hunk.find()) {
        int before = hunk.group(1) == null ? 1 : Integer.parseInt(hunk.group(1));
        int first = Integer.parseInt(hunk.group(2));
        int count = hunk.group(3) == null ? 1 : Integer.parseInt(hunk.group(3));
        if (!addedOnly || before == 0) {
          lines.set(first, first + Math.max(1, count));
        }
      }
    }
    return Optional.of(lines);
  }

  private static boolean isOpen(String range) {
    return range.endsWith("..") || !range.contains("..");
  }

  /// What git compares: two commits, one commit with the working tree, or both. Attributes that
  /// the range's author wrote decide how a working tree is compared, and so it is never all that
  /// is.
  private static List<String> compared(Git git, String range) {
    if (!isOpen(range) || !range.contains("..")) {
      return List.of(range);
    }
    if (!range.endsWith("...")) {
      String left = left(range, 2);
      return List.of(left + "..HEAD", left);
    }
    String base = git.ask(List.of("merge-base", left(range, 3), "HEAD")).strip();
    return List.of(base + "..HEAD", base);
  }

  private static String left(String range, int dots) {
    String left = range.substring(0, range.length() - dots);
    return left.isEmpty() ? "HEAD" : left;
  }

  /// Names of files that git does not keep, those that it ignores too: who names their folder means
  /// them.
  private static String untracked(Git git, Path path) {
    return git.ask(List.of("ls-files", "--others", "--full-name", "-z", "--", path.toString()));
  }

  private static Path folder(Path path) {
    return Files.isDirectory(path) ? path : path.resolveSibling(".").normalize();
  }
}
