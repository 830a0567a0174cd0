package dev.ballast.migrations.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.machine.ExternalCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeBaseTest {
  @TempDir private Path folder;
  private Path upstream;

  @BeforeEach
  void upstreamWithABranch() throws IOException {
    upstream = Files.createDirectory(folder.resolve("upstream"));
    git(upstream, "init", "-q", "-b", "main");
    commit(upstream, "1.sql");
    git(upstream, "checkout", "-q", "-b", "change");
    commit(upstream, "2.sql");
    git(upstream, "checkout", "-q", "main");
    commit(upstream, "3.sql");
  }

  @Test
  void aBranchKnowsWhereItLeftItsTarget() {
    Path clone = cloneOf("--branch", "change");

    assertThat(MergeBase.with("origin/main", clone))
        .isInstanceOfSatisfying(
            MergeBase.Found.class,
            found -> {
              assertThat(found.range()).isEqualTo("origin/main...");
              assertThat(found.commit()).hasSize(12);
              assertThat(found.merged()).isFalse();
            });
  }

  @Test
  void theDefaultBranchOfAClonesOriginIsATarget() {
    assertThat(MergeBase.with("origin/HEAD", cloneOf("--branch", "change")))
        .isInstanceOf(MergeBase.Found.class);
  }

  @Test
  void onTheTargetItselfNothingIsNew() {
    assertThat(MergeBase.with("origin/main", cloneOf()))
        .isInstanceOfSatisfying(
            MergeBase.Found.class, found -> assertThat(found.merged()).isTrue());
  }

  @Test
  void aShallowCloneSaysHowToFetchTheRest() {
    Path clone = cloneOf("--branch", "change", "--depth", "1", "--no-single-branch");

    assertThat(MergeBase.with("origin/main", clone))
        .isInstanceOfSatisfying(
            MergeBase.Unconnected.class,
            unknown -> {
              assertThat(unknown.range()).isEqualTo("origin/main...");
              assertThat(unknown.reason())
                  .isEqualTo(
                      "the history here does not reach back to where this branch left origin/main");
              assertThat(unknown.remedy()).contains("fetch-depth: 0", "GIT_DEPTH", "--unshallow");
            });
  }

  @Test
  void aBranchThatWasNotFetchedIsNotKnown() {
    Path clone = cloneOf("--branch", "change", "--single-branch");

    assertThat(MergeBase.with("origin/main", clone))
        .isInstanceOfSatisfying(
            MergeBase.Unknown.class,
            unknown -> assertThat(unknown.reason()).isEqualTo("origin/main is not known here"));
  }

  /// Git itself would take the tag, or the local branch, and say that the name is ambiguous.
  @Test
  void aTagOrABranchWithTheNameOfTheTargetIsNotTheTarget() throws IOException {
    Path clone = cloneOf("--branch", "change");
    commit(clone, "4.sql");
    git(clone, "tag", "origin/main");
    git(clone, "branch", "origin/main");

    assertThat(MergeBase.with("origin/main", clone))
        .isInstanceOfSatisfying(
            MergeBase.Found.class, found -> assertThat(found.merged()).isFalse());
    assertThat(GitRange.changed("origin/main...", List.of(clone)))
        .containsExactlyInAnyOrder(clone.resolve("2.sql"), clone.resolve("4.sql"));
    assertThat(BaseRevision.of("origin/main...", clone).text(clone.resolve("4.sql"))).isEmpty();
    assertThat(BaseRevision.of("origin/main...", clone).text(clone.resolve("3.sql"))).isPresent();
  }

  @Test
  void aTagWithTheNameOfATargetThatWasNotFetchedIsNotTheTarget() {
    Path clone = cloneOf("--branch", "change", "--single-branch");
    git(clone, "tag", "origin/main");

    assertThat(MergeBase.with("origin/main", clone)).isInstanceOf(MergeBase.Unknown.class);
  }

  @Test
  void aTagIsStillAnEndOfARange() throws IOException {
    git(upstream, "tag", "v1");
    commit(upstream, "5.sql");

    assertThat(GitRange.changed("v1..main", List.of(upstream)))
        .containsExactly(upstream.resolve("5.sql"));
  }

  @Test
  void withoutARepositoryNothingIsKnown() {
    assertThat(MergeBase.with("origin/main", folder))
        .isInstanceOfSatisfying(
            MergeBase.Unknown.class,
            unknown -> assertThat(unknown.reason()).startsWith("no repository of git is around"));
  }

  private Path cloneOf(String... options) {
    Path clone = folder.resolve("clone");
    List<String> command = new ArrayList<>(List.of("clone", "-q"));
    command.addAll(List.of(options));
    command.add(upstream.toUri().toString());
    command.add(clone.toString());
    git(folder, command.toArray(String[]::new));
    return clone;
  }

  private static void commit(Path repository, String file) throws IOException {
    Files.writeString(repository.resolve(file), "select 1;\n");
    git(repository, "add", "-A");
    git(
        repository,
        "-c",
        "user.name=A",
        "-c",
        "user.email=a@example.org",
        "commit",
        "-q",
        "-m",
        file);
  }

  private static void git(Path where, String... words) {
    List<String> command = new ArrayList<>(List.of("git", "-C", where.toString()));
    command.addAll(List.of(words));
    ExternalCommand.run(command, Duration.ofSeconds(30));
  }
}
