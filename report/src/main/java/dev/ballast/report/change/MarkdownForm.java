package dev.ballast.report.change;

import dev.ballast.change.check.AcceptedFinding;
import dev.ballast.change.check.CheckResult;
import dev.ballast.change.check.MigrationFinding;
import dev.ballast.evidence.Severity;

/// A comment for a pull request: a sentence, a table, and each finding folded below it. The first
/// line is a mark by which a bot finds its own comment again. All that is not Ballast's own words
/// goes through [MarkdownText].
final class MarkdownForm {
  private MarkdownForm() {}

  static String render(CheckResult result) {
    StringBuilder text = new StringBuilder("<!-- ballast change check -->\n");
    text.append("### Migrations: ").append(Sentences.summary(result)).append("\n\n");
    if (result.notAnalysable() > 0) {
      text.append("**").append(Sentences.notAnalysable(result)).append("**\n\n");
    }
    for (String remark : result.remarks()) {
      text.append("- remark: ").append(MarkdownText.sentence(remark)).append("\n\n");
    }
    if (!result.findings().isEmpty()) {
      text.append("| | where | rule | what happens |\n|---|---|---|---|\n");
      result.findings().forEach(finding -> row(text, finding));
      text.append('\n');
      result.findings().stream()
          .filter(finding -> !finding.safe().isEmpty() || !finding.locks().isEmpty())
          .forEach(finding -> details(text, finding));
    }
    for (AcceptedFinding accepted : result.accepted()) {
      text.append(
          "- accepted: `%s` at %s: %s\n"
              .formatted(
                  accepted.finding().rule(),
                  MarkdownText.name(place(accepted.finding())),
                  MarkdownText.sentence(accepted.reason())));
    }
    return text.toString();
  }

  private static void row(StringBuilder text, MigrationFinding finding) {
    text.append(
        "| %s | %s | `%s` | %s |\n"
            .formatted(
                word(finding.severity()),
                MarkdownText.name(place(finding)),
                finding.rule(),
                MarkdownText.sentence(finding.what())));
  }

  private static void details(StringBuilder text, MigrationFinding finding) {
    text.append(
        "<details><summary>%s %s</summary>\n\n"
            .formatted(MarkdownText.htmlName(place(finding)), finding.rule()));
    text.append(MarkdownText.code("sql", finding.statement())).append('\n');
    if (!Sentences.locks(finding).isEmpty()) {
      text.append("Locks: ").append(MarkdownText.sentence(Sentences.locks(finding))).append("  \n");
    }
    if (!Sentences.work(finding).isEmpty()) {
      text.append("Work: ").append(MarkdownText.sentence(Sentences.work(finding))).append("  \n");
    }
    text.append(MarkdownText.sentence(finding.advice())).append('\n');
    if (!finding.safe().isEmpty()) {
      text.append("\nWrite instead:\n")
          .append(MarkdownText.code("sql", String.join("\n", Sentences.script(finding))));
    }
    text.append("\n</details>\n\n");
  }

  private static String word(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO -> "remark";
    };
  }

  private static String place(MigrationFinding finding) {
    return finding.file() + ":" + finding.from().line();
  }
}
