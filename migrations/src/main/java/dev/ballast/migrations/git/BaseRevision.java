package dev.ballast.migrations.git;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.migrations.MigrationsError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The commit that a range starts from: what was there was accepted before, by others than those
/// who wrote the range. Immutable.
///
/// It is the left end itself, such as `origin/main`, and not where the branches parted: an author
/// chooses where to branch off.
public final class BaseRevision {
  private static final String LINK_MODE = "120000";

  private final Git git;
  private final Path folder;
  private final Path realFolder;
  private final Path root;
  private final String name;
  private final String commit;

  private BaseRevision(Git git, Path folder, String name) {
    this.git = git;
    this.folder = folder;
    this.realFolder = real(folder);
    this.root = real(git.root());
    this.name = name;
    this.commit =
        git.ask(List.of("rev-parse", "--verify", "--quiet", git.branch(name) + "^{commit}"))
            .strip();
  }

  /// The base of a range in the repository around a folder. Fault `source-request-invalid` where
  /// git does not know it.
  public static BaseRevision of(String range, Path folder) {
    int dots = range.indexOf("..");
    String left = dots < 0 ? range : range.substring(0, dots);
    Path absolute = folder.toAbsolutePath().normalize();
    return new BaseRevision(new Git(absolute, range), absolute, left.isEmpty() ? "HEAD" : left);
  }

  /// Whether a folder is in a working tree of git.
  public static boolean isAround(Path folder) {
    for (Path each = folder.toAbsolutePath().normalize(); each != null; each = each.getParent()) {
      if (Files.exists(each.resolve(".git"))) {
        return true;
      }
    }
    return false;
  }

  /// As the range names it, but for where git keeps names of branches.
  public String name() {
    return name.replaceFirst("^refs/(?:remotes|heads)/", "");
  }

  /// Whether the file's name is one of the working tree, so that anyone who writes to the
  /// repository writes it.
  public boolean covers(Path file) {
    return relative(file).isPresent();
  }

  /// The file's text at this commit; empty where it was not there.
  public Optional<String> text(Path file) {
    return relative(file).flatMap(this::blob);
  }

  private Optional<String> blob(Path path) {
    String entry = git.ask(List.of("ls-tree", "-z", "--full-tree", commit, "--", path.toString()));
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    if (entry.startsWith(LINK_MODE)) {
      throw Fault.of(
              MigrationsError.SOURCE_REQUEST_INVALID,
              path + " is a symbolic link at " + name + ", whose end is not read")
          .hint("Keep the file itself in the repository.");
    }
    return Optional.of(git.ask(List.of("cat-file", "blob", commit + ":" + path)));
  }

  /// By its name only: a link on the way would lead where the range's author likes. But for the
  /// working folder, which anyone who started this process chose.
  private Optional<Path> relative(Path file) {
    Path below = folder.relativize(folder.resolve(file).normalize());
    Path absolute = realFolder.resolve(below).normalize();
    return absolute.startsWith(root) ? Optional.of(root.relativize(absolute)) : Optional.empty();
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw Fault.of(
              MigrationsError.SOURCE_REQUEST_INVALID, "the folder " + path + " cannot be read")
          .detail(IoReason.withoutFile(e))
          .hint("Check its permissions.")
          .cause(e);
    }
  }
}
