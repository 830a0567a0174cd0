package dev.ballast.cli.command.change;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The build server that runs this process, as its variables describe it.
///
/// @param present whether there is one
/// @param target the branch that the pull or merge request of this build goes to; where it builds
///     none, the default branch, where the server names it
record BuildServer(boolean present, Optional<String> target) {
  /// By which each says that it is one: most set `CI`, the others are Jenkins, Azure and TeamCity.
  private static final List<String> MARKS =
      List.of("CI", "JENKINS_URL", "TF_BUILD", "TEAMCITY_VERSION");

  /// GitHub (Gitea and Forgejo too), GitLab, Bitbucket, Jenkins, Azure and Buildkite; last what
  /// GitLab says of a build that belongs to no request.
  private static final List<String> TARGETS =
      List.of(
          "GITHUB_BASE_REF",
          "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
          "BITBUCKET_PR_DESTINATION_BRANCH",
          "CHANGE_TARGET",
          "SYSTEM_PULLREQUEST_TARGETBRANCH",
          "BUILDKITE_PULL_REQUEST_BASE_BRANCH",
          "CI_DEFAULT_BRANCH");

  private static final String BRANCHES = "refs/heads/";

  static BuildServer of(Map<String, String> environment) {
    boolean present =
        MARKS.stream()
            .map(environment::get)
            .anyMatch(value -> value != null && !value.isEmpty() && !value.equals("false"));
    Optional<String> target =
        TARGETS.stream()
            .map(environment::get)
            .filter(Objects::nonNull)
            .filter(value -> !value.isBlank())
            .findFirst()
            .map(value -> value.startsWith(BRANCHES) ? value.substring(BRANCHES.length()) : value);
    return new BuildServer(present, target);
  }

  /// The branch to compare with, as a clone knows it.
  String comparedWith() {
    return "origin/" + target.orElse("HEAD");
  }
}
