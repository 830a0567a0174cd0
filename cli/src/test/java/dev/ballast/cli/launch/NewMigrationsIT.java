package dev.ballast.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is judged where nobody says: what a branch adds, on a build server; all, elsewhere.
final class NewMigrationsIT {
  private static final String OLD = "SET LOCAL lock_timeout = '2s';\nDROP TABLE old;\n";
  private static final String NEW = "SET LOCAL lock_timeout = '2s';\nDROP TABLE fresh;\n";
  private static final Map<String, String> PULL_REQUEST =
      Map.of("CI", "true", "GITHUB_BASE_REF", "main");

  @TempDir private Path folder;

  private GitTree tree;

  @BeforeEach
  void aCloneOnABranch() {
    GitTree upstream =
        GitTree.create(folder.resolve("upstream")).write("migrations/V1__old.sql", OLD).commit();
    tree = upstream.cloned(folder.resolve("repository")).branch("change");
    tree.write("migrations/V2__new.sql", NEW).commit();
  }

  @Test
  void aBuildOfAPullRequestJudgesWhatItAdds() {
    ProcessRun run = check(PULL_REQUEST);

    assertThat(run.status()).isEqualTo(3);
    assertThat(run.out()).contains("V2__new.sql").doesNotContain("V1__old.sql");
    assertThat(run.err())
        .contains("judging what is new since this branch left origin/main at ")
        .contains("--all judges everything");
  }

  @Test
  void allIsJudgedWhereThatIsRequestedAndWhereNobodyBuilds() {
    assertThat(check(PULL_REQUEST, "--all").out()).contains("V1__old.sql", "V2__new.sql");
    ProcessRun run = check(Map.of());
    assertThat(run.out()).contains("V1__old.sql", "V2__new.sql");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void onAWorkstationTheDefaultBranchIsComparedWithTheWorkingTree() {
    tree.write("migrations/V3__draft.sql", NEW);

    ProcessRun run = check(Map.of(), "--new-only");

    assertThat(run.out()).contains("V2__new.sql", "V3__draft.sql").doesNotContain("V1__old.sql");
    assertThat(run.err()).contains("left origin/HEAD at ");
  }

  @Test
  void aShallowCloneSaysWhatToFetchAndJudgesEverything() {
    tree = tree.cloned(folder.resolve("shallow"), "--depth=1", "--branch=change");

    ProcessRun run = check(PULL_REQUEST);

    assertThat(run.status()).isEqualTo(3);
    assertThat(run.out()).contains("V1__old.sql", "V2__new.sql");
    assertThat(run.err())
        .contains(
            "what is new is not known, so every migration is judged: origin/main is not known here."
                + " Fetch the whole history: fetch-depth: 0 on GitHub")
        .doesNotContain("ballast.yaml");
  }

  @Test
  void filesThatGitDoesNotKnowAreJudged() throws IOException {
    Path rendered = Files.createDirectory(folder.resolve("rendered"));
    Files.writeString(rendered.resolve("1.sql"), OLD);

    ProcessRun outside = run(PULL_REQUEST, "change", "check", rendered.toString());

    assertThat(outside.status()).isEqualTo(3);
    assertThat(outside.err()).contains("is outside of this repository");
    tree.write(".gitignore", "built\n").write("built/1.sql", OLD);
    assertThat(run(PULL_REQUEST, "change", "check", "built").out()).contains("built/1.sql");
    tree = new GitTree(rendered);
    ProcessRun nowhere = run(PULL_REQUEST, "change", "check", "1.sql");
    assertThat(nowhere.status()).isEqualTo(3);
    assertThat(nowhere.err()).contains("no repository of git is around");
  }

  /// A build of the main branch itself: nothing is new, and a check of nothing would pass.
  @Test
  void onTheBranchThatAllGoToEverythingIsJudged() {
    tree.git("checkout", "--quiet", "main");

    ProcessRun run = check(Map.of("CI", "true"));

    assertThat(run.status()).isEqualTo(3);
    assertThat(run.out()).contains("V1__old.sql");
    assertThat(run.err()).contains("origin/HEAD has all commits of this build");
    assertThat(check(Map.of(), "--new-only").out()).contains("no migration is new, 1 is history");
  }

  @Test
  void aBaselineHoldsTheOldFindingsOnABuildServerToo() {
    assertThat(check(PULL_REQUEST, "--write-baseline", "old.json").status()).isZero();

    assertThat(tree.folder().resolve("old.json")).content().contains("V1__old.sql", "V2__new.sql");
  }

  @Test
  void untrustedChangesAreJudgedBySettingsOfTheBranchTheyGoTo() {
    tree.write(
        "migrations/V2__new.sql",
        NEW.replace("DROP", "-- ballast:ignore drop-table until 2199-12-31: it is fine\nDROP"));

    ProcessRun run = check(PULL_REQUEST, "--untrusted");

    assertThat(run.status()).isEqualTo(3);
    assertThat(run.out()).contains("suppression-untrusted").doesNotContain("V1__old.sql");
  }

  @Test
  void twoAnswersToWhatIsJudgedAreWrongUsage() {
    ProcessRun run = check(Map.of(), "--new-only", "--all");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--new-only goes with neither --all nor --git-range");
  }

  private ProcessRun check(Map<String, String> environment, String... options) {
    List<String> arguments = new ArrayList<>(List.of("change", "check"));
    arguments.addAll(List.of(options));
    arguments.add("migrations");
    return run(environment, arguments.toArray(String[]::new));
  }

  private ProcessRun run(Map<String, String> more, String... arguments) {
    return tree.ballast(more, List.of(arguments));
  }
}
