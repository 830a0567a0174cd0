package dev.ballast.cli.command.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The variables are those of each server's own documentation.
class BuildServerTest {
  @ParameterizedTest
  @CsvSource({
    "CI, true, GITHUB_BASE_REF, main",
    "CI, true, CI_MERGE_REQUEST_TARGET_BRANCH_NAME, main",
    "CI, true, BITBUCKET_PR_DESTINATION_BRANCH, main",
    "JENKINS_URL, https://ci.example.com/, CHANGE_TARGET, main",
    "TF_BUILD, True, SYSTEM_PULLREQUEST_TARGETBRANCH, refs/heads/main",
    "CI, true, BUILDKITE_PULL_REQUEST_BASE_BRANCH, main",
  })
  void eachNamesTheBranchThatAChangeGoesTo(
      String mark, String value, String variable, String branch) {
    BuildServer server = BuildServer.of(Map.of(mark, value, variable, branch));

    assertThat(server.present()).isTrue();
    assertThat(server.comparedWith()).isEqualTo("origin/main");
  }

  @Test
  void theBranchOfARequestComesAheadOfTheDefaultBranch() {
    assertThat(BuildServer.of(Map.of("CI", "true", "CI_DEFAULT_BRANCH", "trunk")).comparedWith())
        .isEqualTo("origin/trunk");
    assertThat(
            BuildServer.of(
                    Map.of(
                        "CI", "true",
                        "CI_DEFAULT_BRANCH", "trunk",
                        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "release"))
                .comparedWith())
        .isEqualTo("origin/release");
  }

  @Test
  void whereNoChangeIsBuiltTheDefaultBranchIsComparedWith() {
    BuildServer server = BuildServer.of(Map.of("CI", "true", "GITHUB_BASE_REF", ""));

    assertThat(server.target()).isEmpty();
    assertThat(server.comparedWith()).isEqualTo("origin/HEAD");
  }

  @ParameterizedTest
  @CsvSource({"CI, ''", "CI, false", "CIRCUS, true"})
  void aWorkstationIsNone(String variable, String value) {
    assertThat(BuildServer.of(Map.of(variable, value)).present()).isFalse();
  }
}
