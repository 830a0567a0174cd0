package dev.ballast.migrations.git;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import java.nio.file.Path;
import java.util.List;

/// Where the branch of a working tree left the branch that it will be merged into.
public sealed interface MergeBase {

  /// It is known.
  ///
  /// @param range what was added since, for [GitRange]; its left end is the other branch
  /// @param commit at which they parted, shortened
  /// @param merged the other branch has all commits of this one
  record Found(String range, String commit, boolean merged) implements MergeBase {
    public Found {
      requireNonNull(range, "range is null");
      requireNonNull(commit, "commit is null");
    }
  }

  /// The other branch is known, and where they parted is not.
  ///
  /// @param range as of [Found]
  /// @param reason as a clause
  /// @param remedy as a sentence
  record Unconnected(String range, String reason, String remedy) implements MergeBase {
    public Unconnected {
      requireNonNull(range, "range is null");
      requireNonNull(reason, "reason is null");
      requireNonNull(remedy, "remedy is null");
    }
  }

  /// Nothing is known of it.
  ///
  /// @param reason as a clause
  /// @param remedy as a sentence
  record Unknown(String reason, String remedy) implements MergeBase {
    public Unknown {
      requireNonNull(reason, "reason is null");
      requireNonNull(remedy, "remedy is null");
    }
  }

  /// Asks git.
  ///
  /// @param target the other branch, as it is known here: `origin/main`, `origin/HEAD`
  static MergeBase with(String target, Path folder) {
    if (!BaseRevision.isAround(folder)) {
      return new Unknown(
          "no repository of git is around " + folder,
          "Run Ballast in the checked-out tree, with its .git folder.");
    }
    try {
      Git git = new Git(folder, target);
      // Not by its short name, which a tag may have too.
      if (!git.knows("refs/remotes/" + target)) {
        return new Unknown(target + " is not known here", fetching(target));
      }
      String head = git.ask(List.of("rev-parse", "--verify", "HEAD^{commit}")).strip();
      return since(git, target, head);
    } catch (Fault e) {
      CommonError.rethrowInterrupt(e);
      return new Unknown(
          "git refuses to tell: "
              + e.detail().orElse(e.getMessage()).lines().findFirst().orElse(""),
          "Install git, and let it read this working tree (safe.directory).");
    }
  }

  private static MergeBase since(Git git, String target, String head) {
    try {
      String base = git.ask(List.of("merge-base", "refs/remotes/" + target, "HEAD")).strip();
      return new Found(
          target + "...", base.substring(0, Math.min(12, base.length())), base.equals(head));
    } catch (Fault e) {
      CommonError.rethrowInterrupt(e);
      return new Unconnected(
          target + "...",
          "the history here does not reach back to where this branch left " + target,
          fetching(target));
    }
  }

  private static String fetching(String target) {
    return target.equals("origin/HEAD")
        ? "Name the branch that this one goes to: --git-range origin/main..."
        : "Fetch the whole history: fetch-depth: 0 on GitHub, GIT_DEPTH: \"0\" on GitLab, clone:"
            + " depth: full on Bitbucket, fetchDepth: 0 on Azure, else git fetch --unshallow origin.";
  }
}
