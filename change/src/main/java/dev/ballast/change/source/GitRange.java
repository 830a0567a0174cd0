package dev.ballast.change.source;

import dev.ballast.change.ChangeError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.server.ExternalCommand;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which files a range of git's history added, changed or renamed.
final class GitRange {
  /// A diff of names on a large repository takes seconds, not minutes.
  static final Duration TIMEOUT = Duration.ofSeconds(60);

  private GitRange() {}

  /// The changed files of the repositories in which the paths lie, absolute.
  static Set<Path> changed(String range, List<Path> paths) {
    if (range.isBlank() || range.startsWith("-")) {
      throw Fault.of(ChangeError.SOURCE_REQUEST_INVALID, "range '" + range + "' is none of git's")
          .hint("Write it like main..HEAD or origin/main...");
    }
    Set<Path> changed = new HashSet<>();
    for (Path path : paths) {
      Path folder = Files.isDirectory(path) ? path : path.toAbsolutePath().getParent();
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
