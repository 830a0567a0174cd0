package dev.ballast.migrations.git;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which files a range of git's history added, changed or renamed.
public final class GitRange {
  private static final Pattern HUNK =
      Pattern.compile("(?m)^@@ -[0-9,]+ \\+([0-9]+)(?:,([0-9]+))? @@");

  private GitRange() {}

  /// The changed files of the repositories in which the paths lie, absolute.
  public static Set<Path> changed(String range, List<Path> paths) {
    Set<Path> changed = new HashSet<>();
    for (Path path : paths) {
      Git git = new Git(folder(path), range);
      Path root = git.root();
      List<String> names = List.of("--name-only", "--diff-filter=ACMRT", "-z");
      for (String name :
          git.differences(names, List.of(range, "--", path.toString())).split("\0", -1)) {
        if (!name.isEmpty()) {
          changed.add(root.resolve(name).normalize());
        }
      }
    }
    return changed;
  }

  /// The lines of a file that the range added or changed, from 1; where it only removed some, the
  /// one before them.
  public static BitSet changedLines(String range, Path file) {
    BitSet lines = new BitSet();
    Git git = new Git(folder(file), range);
    Matcher hunk =
        HUNK.matcher(git.differences(List.of("-U0"), List.of(range, "--", file.toString())));
    while (hunk.find()) {
      int first = Integer.parseInt(hunk.group(1));
      int count = hunk.group(2) == null ? 1 : Integer.parseInt(hunk.group(2));
      lines.set(first, first + Math.max(1, count));
    }
    return lines;
  }

  private static Path folder(Path path) {
    return Files.isDirectory(path) ? path : path.resolveSibling(".").normalize();
  }
}
