package dev.ballast.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

  private Path repository;

  @BeforeEach
  void aCloneOnABranch() throws IOException {
    Path upstream = Files.createDirectories(folder.resolve("upstream/migrations")).getParent();
    Files.writeString(upstream.resolve("migrations/V1__old.sql"), OLD);
    git(upstream, "init", "--quiet", "--initial-branch=main");
    git(upstream, "add", "-A");
    git(upstream, "commit", "--quiet", "-m", "old");
    repository = folder.resolve("repository");
    git(folder, "clone", "--quiet", upstream.toUri().toString(), repository.toString());
    git(repository, "checkout", "--quiet", "-b", "change");
    Files.writeString(repository.resolve("migrations/V2__new.sql"), NEW);
    git(repository, "add", "-A");
    git(repository, "commit", "--quiet", "-m", "new");
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
  void onAWorkstationTheDefaultBranchIsComparedWithTheWorkingTree() throws IOException {
    Files.writeString(repository.resolve("migrations/V3__draft.sql"), NEW);

    ProcessRun run = check(Map.of(), "--new-only");

    assertThat(run.out()).contains("V2__new.sql", "V3__draft.sql").doesNotContain("V1__old.sql");
    assertThat(run.err()).contains("left origin/HEAD at ");
  }

  @Test
  void aShallowCloneSaysWhatToFetchAndJudgesEverything() {
    Path shallow = folder.resolve("shallow");
    git(
        folder,
        "clone",
        "--quiet",
        "--depth=1",
        "--branch=change",
        repository.toUri().toString(),
        shallow.toString());
    repository = shallow;

    ProcessRun run = check(PULL_REQUEST);

    assertThat(run.status()).isEqualTo(3);
    assertThat(run.out()).contains("V1__old.sql", "V2__new.sql");
    assertThat(run.err())
        .contains(
            "what is new is not known, so every migration is judged: origin/main is not known here."
                + " Fetch the whole history: fetch-depth: 0 on GitHub",
            "those of this checkout, which the change may have edited");
  }

  @Test
  void filesThatGitDoesNotKnowAreJudged() throws IOException {
    Path rendered = Files.createDirectory(folder.resolve("rendered"));
    Files.writeString(rendered.resolve("1.sql"), OLD);

    ProcessRun outside = run(PULL_REQUEST, "change", "check", rendered.toString());

    assertThat(outside.status()).isEqualTo(3);
    assertThat(outside.err()).contains("is outside of this repository");
    Files.createDirectory(repository.resolve("built"));
    Files.writeString(repository.resolve(".gitignore"), "built\n");
    Files.writeString(repository.resolve("built/1.sql"), OLD);
    assertThat(run(PULL_REQUEST, "change", "check", "built").out()).contains("built/1.sql");
    repository = rendered;
    ProcessRun nowhere = run(PULL_REQUEST, "change", "check", "1.sql");
    assertThat(nowhere.status()).isEqualTo(3);
    assertThat(nowhere.err()).contains("no repository of git is around");
  }

  /// A build of the main branch itself: nothing is new, and a check of nothing would pass.
  @Test
  void onTheBranchThatAllGoToEverythingIsJudged() {
    git(repository, "checkout", "--quiet", "main");

    ProcessRun run = check(Map.of("CI", "true"));

    assertThat(run.status()).isEqualTo(3);
    assertThat(run.out()).contains("V1__old.sql");
    assertThat(run.err()).contains("origin/HEAD has all commits of this build");
    assertThat(check(Map.of(), "--new-only").out()).contains("no migration is new, 1 is history");
  }

  @Test
  void aBaselineHoldsTheOldFindingsOnABuildServerToo() {
    assertThat(check(PULL_REQUEST, "--write-baseline", "old.json").status()).isZero();

    assertThat(repository.resolve("old.json")).content().contains("V1__old.sql", "V2__new.sql");
  }

  @Test
  void untrustedChangesAreJudgedBySettingsOfTheBranchTheyGoTo() throws IOException {
    Files.writeString(
        repository.resolve("migrations/V2__new.sql"),
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
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-Dsun.jnu.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    Map<String, String> environment =
        new HashMap<>(Map.of("LC_ALL", "C.UTF-8", "CI", "", "GITHUB_BASE_REF", ""));
    environment.putAll(more);
    return ProcessRun.of(repository, environment, command);
  }

  private static void git(Path where, String... arguments) {
    List<String> command =
        Stream.concat(
                Stream.of("git", "-c", "user.name=a", "-c", "user.email=a@example.com"),
                Stream.of(arguments))
            .toList();
    ProcessRun run = ProcessRun.of(where, Map.of(), command);
    assertThat(run.status()).as(run.err()).isZero();
  }
}
