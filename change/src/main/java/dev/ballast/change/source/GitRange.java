package dev.ballast.change.source;

import dev.ballast.change.ChangeError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.server.ExternalCommand;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which files a range of git's history added, changed or renamed.
final class GitRange {
  /// A diff of names on a large repository takes seconds, not minutes.
  static final Duration TIMEOUT = Duration.ofSeconds(60);

  private static final Pattern HUNK =
      Pattern.compile("(?m)^@@ -[0-9,]+ \\+([0-9]+)(?:,([0-9]+))? @@");

  private GitRange() {}

  /// The changed files of the repositories in which the paths lie, absolute.
  static Set<Path> changed(String range, List<Path> paths) {
    if (range.isBlank() || range.startsWith("-")) {
      throw Fault.of(ChangeError.SOURCE_REQUEST_INVALID, "range '" + range + "' is none of git's")
          .hint("Write it like main..HEAD or origin/main...");
    }
    Set<Path> changed = new HashSet<>();
    for (Path path : paths) {
      Path folder = folder(path);
      Path root = Path.of(git(range, folder, List.of("rev-parse", "--show-toplevel")).strip());
      List<String> diff =
          List.of("diff", "--name-only", "--diff-filter=AMR", "-z", range, "--", path.toString());
      for (String name : git(range, folder, diff).split("\0", -1)) {
        if (!name.isEmpty()) {
          changed.add(root.resolve(name).normalize());
        }
      }
    }
    return changed;
  }

  /// The lines of a file that the range added or changed, from 1; where it only removed some, the
  /// one before them.
  static BitSet changedLines(String range, Path file) {
    List<String> diff =
        List.of("diff", "-U0", "--no-color", "--no-ext-diff", range, "--", file.toString());
    BitSet lines = new BitSet();
    Matcher hunk = HUNK.matcher(git(range, folder(file), diff));
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

  private static String git(String range, Path folder, List<String> words) {
    List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(words);
    try {
      return new String(ExternalCommand.run(command, TIMEOUT), StandardCharsets.UTF_8);
    } catch (Fault e) {
      throw Fault.of(
              ChangeError.SOURCE_REQUEST_INVALID,
              "git cannot tell what changed in " + range + " below " + folder)
          .detail(e.detail().orElse(e.getMessage()))
          .hint("Check that both ends are known here; a build server may have fetched one only.")
          .cause(e);
    }
  }
}
