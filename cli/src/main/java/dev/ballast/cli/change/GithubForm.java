package dev.ballast.cli.change;

import dev.ballast.change.check.CheckResult;
import dev.ballast.change.check.CheckedFinding;

/// Workflow commands: `::error file=...,line=...::message`. A runner shows ten of each severity a
/// step; the log holds all.
final class GithubForm {
  private GithubForm() {}

  static String render(CheckResult result) {
    StringBuilder text = new StringBuilder();
    for (CheckedFinding finding : result.findings()) {
      String command =
          switch (finding.severity()) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "notice";
          };
      text.append(
          "::%s file=%s,line=%d,endLine=%d,title=%s::%s%n"
              .formatted(
                  command,
                  property(finding.file()),
                  finding.from().line(),
                  finding.to().line(),
                  property(finding.rule()),
                  data(Sentences.whole(finding))));
    }
    return text.toString();
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
