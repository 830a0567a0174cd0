package dev.ballast.cli.change;

import dev.ballast.change.check.AcceptedFinding;
import dev.ballast.change.check.CheckResult;
import dev.ballast.change.check.CheckedFinding;
import dev.ballast.evidence.Severity;

/// A comment for a pull request: a sentence, a table, and each finding folded below it. The first
/// line is a mark by which a bot finds its own comment again.
final class MarkdownForm {
  private MarkdownForm() {}

  static String render(CheckResult result) {
    StringBuilder text = new StringBuilder("<!-- ballast change check -->\n");
    text.append("### Migrations: ").append(Sentences.summary(result)).append("\n\n");
    if (result.notAnalysable() > 0) {
      text.append("**").append(Sentences.notAnalysable(result)).append("**\n\n");
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
          "- accepted: `%s` at `%s:%d`: %s%n"
              .formatted(
                  accepted.finding().rule(),
                  accepted.finding().file(),
                  accepted.finding().from().line(),
                  cell(accepted.reason())));
    }
    return text.toString();
  }

  private static void row(StringBuilder text, CheckedFinding finding) {
    text.append(
        "| %s | `%s:%d` | `%s` | %s |%n"
            .formatted(
                word(finding.severity()),
                finding.file(),
                finding.from().line(),
                finding.rule(),
                cell(finding.what())));
  }

  private static void details(StringBuilder text, CheckedFinding finding) {
    text.append(
        "<details><summary><code>%s:%d</code> %s</summary>%n%n"
            .formatted(finding.file(), finding.from().line(), finding.rule()));
    text.append("```sql\n").append(finding.statement()).append("\n```\n");
    if (!Sentences.locks(finding).isEmpty()) {
      text.append("Locks: ").append(cell(Sentences.locks(finding))).append("  \n");
    }
    if (!Sentences.work(finding).isEmpty()) {
      text.append("Work: ").append(cell(Sentences.work(finding))).append("  \n");
    }
    text.append(cell(finding.advice())).append('\n');
    if (!finding.safe().isEmpty()) {
      text.append("\nWrite instead:\n```sql\n")
          .append(String.join("\n", Sentences.script(finding)))
          .append("\n```\n");
    }
    text.append("</details>\n\n");
  }

  private static String word(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO -> "remark";
    };
  }

  private static String cell(String text) {
    return text.replace("\n", " ").replace("|", "\\|").replace("<", "&lt;");
  }
}
