package dev.ballast.report.change;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ballast.change.check.CheckResult;
import dev.ballast.change.check.MigrationFinding;
import dev.ballast.change.check.RepeatedFinding;
import dev.ballast.evidence.Severity;
import dev.ballast.evidence.json.Json;
import dev.ballast.report.Visible;

/// GitLab's code quality report: one array, an object for each finding.
final class GitlabForm {
  private GitlabForm() {}

  private record Issue(
      String description,
      @JsonProperty("check_name") String checkName,
      String fingerprint,
      String severity,
      Location location) {}

  private record Location(String path, Lines lines) {}

  private record Lines(int begin, int end) {}

  static String render(CheckResult result) {
    return Visible.json(Json.pretty(result.causes().stream().map(GitlabForm::issue).toList()))
        + "\n";
  }

  private static Issue issue(RepeatedFinding repeated) {
    MigrationFinding finding = repeated.first();
    return new Issue(
        Sentences.whole(repeated),
        finding.rule(),
        finding.fingerprint(),
        severity(finding.severity()),
        new Location(finding.file(), new Lines(finding.from().line(), finding.to().line())));
  }

  private static String severity(Severity severity) {
    return switch (severity) {
      case ERROR -> "critical";
      case WARNING -> "major";
      case INFO -> "info";
    };
  }
}
