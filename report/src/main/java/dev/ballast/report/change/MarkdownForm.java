package dev.ballast.report.change;

import dev.ballast.change.check.AcceptedFinding;
import dev.ballast.change.check.CheckResult;
import dev.ballast.change.check.MigrationFinding;
import dev.ballast.change.check.RepeatedFinding;
import dev.ballast.evidence.Severity;
import dev.ballast.report.MarkdownText;
import java.util.ArrayList;
import java.util.List;

/// A comment for a pull request: what must be changed, a table, and each finding folded below it.
/// The first line is a mark by which a bot finds its own comment again. All that is not Ballast's
/// own words goes through [MarkdownText].
final class MarkdownForm {
  private static final int ROWS = 100;
  private static final int ACCEPTED = 20;
  private static final int MOST_CHARS = 60_000;

  private MarkdownForm() {}

  static String render(CheckResult result, Threshold threshold) {
    List<RepeatedFinding> causes = result.causes();
    List<RepeatedFinding> blocking = causes.stream().filter(threshold::isReachedBy).toList();
    StringBuilder text = new StringBuilder("<!-- ballast change check -->\n");
    text.append("### Migrations: ").append(Sentences.summary(result)).append("\n\n");
    if (!causes.isEmpty()) {
      text.append("**").append(mustChange(blocking)).append("**\n\n");
    }
    if (result.notAnalysable() > 0) {
      text.append("**").append(Sentences.notAnalysable(result)).append("**\n\n");
    }
    for (String remark : result.remarks()) {
      text.append("- remark: ").append(MarkdownText.sentence(remark)).append("\n\n");
    }
    if (!causes.isEmpty()) {
      List<RepeatedFinding> ordered = new ArrayList<>(blocking);
      causes.stream().filter(each -> !threshold.isReachedBy(each)).forEach(ordered::add);
      table(text, ordered);
      details(text, ordered);
    }
    accepted(text, result.accepted());
    return text.toString();
  }

  private static String mustChange(List<RepeatedFinding> blocking) {
    if (blocking.isEmpty()) {
      return "Nothing must be changed before merge.";
    }
    long files = blocking.stream().map(each -> each.first().file()).distinct().count();
    return "Must be changed before merge: %s in %s."
        .formatted(Sentences.counted(blocking.size(), "finding"), Sentences.counted(files, "file"));
  }

  private static void table(StringBuilder text, List<RepeatedFinding> ordered) {
    text.append("| | where | rule | what happens |\n|---|---|---|---|\n");
    ordered.stream().limit(ROWS).forEach(finding -> row(text, finding));
    text.append('\n');
    if (ordered.size() > ROWS) {
      text.append("and %d more\n\n".formatted(ordered.size() - ROWS));
    }
  }

  private static void row(StringBuilder text, RepeatedFinding repeated) {
    MigrationFinding finding = repeated.first();
    String others = Places.others(repeated);
    text.append(
        "| %s | %s | `%s` | %s |\n"
            .formatted(
                word(finding.severity()),
                MarkdownText.name(Places.place(finding))
                    + (others.isEmpty() ? "" : "; also " + MarkdownText.sentence(others)),
                finding.rule(),
                MarkdownText.sentence(finding.what())));
  }

  /// As many as fit: GitHub refuses a comment of more than 65,536 characters.
  private static void details(StringBuilder text, List<RepeatedFinding> ordered) {
    int left = 0;
    for (RepeatedFinding repeated : ordered) {
      MigrationFinding finding = repeated.first();
      if (!finding.safe().isEmpty() || !finding.locks().isEmpty()) {
        String details = details(finding);
        if (text.length() + details.length() <= MOST_CHARS) {
          text.append(details);
        } else {
          left++;
        }
      }
    }
    if (left > 0) {
      text.append("The details of %d more are in the log.\n\n".formatted(left));
    }
  }

  private static String details(MigrationFinding finding) {
    StringBuilder text = new StringBuilder();
    text.append(
        "<details><summary>%s %s</summary>\n\n"
            .formatted(MarkdownText.htmlName(Places.place(finding)), finding.rule()));
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
    return text.append("\n</details>\n\n").toString();
  }

  private static void accepted(StringBuilder text, List<AcceptedFinding> accepted) {
    for (AcceptedFinding each : accepted.subList(0, Math.min(ACCEPTED, accepted.size()))) {
      text.append(
          "- accepted: `%s` at %s: %s\n"
              .formatted(
                  each.finding().rule(),
                  MarkdownText.name(Places.place(each.finding())),
                  MarkdownText.sentence(each.reason())));
    }
    if (accepted.size() > ACCEPTED) {
      text.append("- and %d more that are accepted\n".formatted(accepted.size() - ACCEPTED));
    }
  }

  private static String word(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO -> "remark";
    };
  }
}
