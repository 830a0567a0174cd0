package dev.ballast.cli.command.change;

import dev.ballast.cli.command.CommandError;
import dev.ballast.cli.frame.Console;
import dev.ballast.evidence.Fault;
import dev.ballast.migrations.git.BaseRevision;
import dev.ballast.migrations.git.MergeBase;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Which migrations a check judges: those of a branch, or all. A team that begins with hundreds of
/// old migrations looks at what it is about to merge, and no old finding stops a build.
final class NewOnly {
  @Option(
      names = "--new-only",
      order = 18,
      description =
          "Judge only what this branch adds: migrations that differ from where it left the branch"
              + " that it goes to, or were not committed. Older ones are history that defines the"
              + " schema. On a build server this is the default. The other branch is the one that"
              + " the pull or merge request goes to (GitHub, GitLab, Bitbucket, Jenkins, Azure and"
              + " Buildkite name it), else origin/HEAD. Where it is not known, a message says why,"
              + " and everything is judged.")
  private boolean newOnly;

  @Option(
      names = "--all",
      order = 19,
      description =
          "Judge every migration, on a build server too. The configuration and the baseline are still"
              + " those of the base of --git-range, and on a build server those of the branch that"
              + " this one goes to.")
  private boolean all;

  /// Decides, and shows the operator what was decided. To be called before the options are used.
  ///
  /// @param everything whether the command needs every finding, as a baseline does
  void decide(MigrationFiles migrations, boolean everything, Console console) {
    if (newOnly && (all || migrations.hasRange())) {
      throw Fault.of(
              CommandError.OPTION_INVALID,
              "--new-only goes with neither --all nor --git-range: each says what is judged")
          .hint("Leave one of them away.");
    }
    if (all) {
      migrations.judgeAll();
    }
    BuildServer server = BuildServer.of(console.environment());
    boolean narrows = !all && migrations.readsFiles();
    boolean sought = newOnly ? narrows : server.present() && !everything;
    if (!sought || migrations.hasRange()) {
      return;
    }
    if (narrows) {
      narrow(migrations, server, console);
    } else {
      decideSettings(migrations, console);
    }
  }

  private void narrow(MigrationFiles migrations, BuildServer server, Console console) {
    Path here = Path.of("").toAbsolutePath();
    switch (MergeBase.with(server.comparedWith(), here)) {
      case MergeBase.Unknown(String reason, String remedy) -> {
        if (server.present()) {
          migrations.judgeWithoutBase();
        }
        everything(console, reason, Optional.of(remedy));
      }
      case MergeBase.Unconnected(String range, String reason, String remedy) -> {
        migrations.judgeAllBy(range);
        everything(console, reason, Optional.of(remedy));
      }
      case MergeBase.Found(_, _, boolean merged) when merged && !newOnly ->
          everything(
              console, server.comparedWith() + " has all commits of this build", Optional.empty());
      case MergeBase.Found(String range, String commit, _) -> {
        Optional<String> outside = migrations.outside(BaseRevision.of(range, here), here);
        if (outside.isPresent()) {
          migrations.judgeAllBy(range);
          everything(console, outside.get() + " is outside of this repository", Optional.empty());
        } else {
          migrations.judgeOnly(range);
          console.say(
              "judging what is new since this branch left %s at %s; --all judges everything"
                  .formatted(server.comparedWith(), commit));
        }
      }
    }
  }

  /// By whose settings migrations are run, where no range was named: on a build server, those of
  /// the branch that this one goes to. To be called before the options are used.
  static void decideSettings(MigrationFiles migrations, Console console) {
    BuildServer server = BuildServer.of(console.environment());
    if (!server.present() || migrations.hasRange()) {
      return;
    }
    switch (MergeBase.with(server.comparedWith(), Path.of("").toAbsolutePath())) {
      case MergeBase.Unknown _ -> migrations.judgeWithoutBase();
      case MergeBase.Unconnected(String range, _, _) -> migrations.judgeAllBy(range);
      case MergeBase.Found(String range, _, boolean merged) -> {
        if (!merged) {
          migrations.judgeAllBy(range);
        }
      }
    }
  }

  private static void everything(Console console, String reason, Optional<String> remedy) {
    console.insist(
        "what is new is not known, so every migration is judged: "
            + reason
            + remedy.map(each -> ". " + each).orElse(""));
  }
}
