package dev.ballast.report.change;

import dev.ballast.change.check.CheckResult;
import dev.ballast.change.check.MigrationFinding;
import dev.ballast.change.check.RepeatedFinding;
import dev.ballast.report.Visible;

/// Workflow commands: `::error file=...,line=...::message`. A runner shows ten of each severity a
/// step; the log holds all.
final class GithubForm {
  private GithubForm() {}

  static String render(CheckResult result) {
    StringBuilder text = new StringBuilder();
    for (RepeatedFinding repeated : result.causes()) {
      MigrationFinding finding = repeated.first();
      String command =
          switch (finding.severity()) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "notice";
          };
      text.append(
          "::%s file=%s,line=%d,endLine=%d,title=%s::%s\n"
              .formatted(
                  command,
                  property(finding.file()),
                  finding.from().line(),
                  finding.to().line(),
                  property(finding.rule()),
                  data(Sentences.whole(repeated))));
    }
    for (String remark : result.remarks()) {
      text.append("::notice title=remark::").append(data(remark)).append('\n');
    }
    return text.toString();
  }

  /// What of a text could end its line is escaped as the runner reads it, so names stay exact; all
  /// else that is not seen is shown.
  private static String data(String text) {
    return Visible.line(
        text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A").replace("\t", "    "));
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
