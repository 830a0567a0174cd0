package dev.ballast.report.change;

import dev.ballast.change.rehearse.DerivedRollback;
import dev.ballast.change.rehearse.Seconds;
import dev.ballast.evidence.Verdict;
import dev.ballast.migrations.SourceProblem;
import dev.ballast.report.MarkdownText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A rehearsal as a comment for a pull request: the one sentence, the policy, and what was measured
/// folded below it. The first line is a mark by which a bot finds its own comment again. All that
/// is not Ballast's own words goes through [MarkdownText].
final class RehearsalMarkdown {
  static final String MARK = "<!-- ballast change rehearse -->\n";

  /// GitHub refuses a comment of more than 65,536 characters.
  private static final int MOST_CHARS = 60_000;

  /// Of the sentence and of any other text, before what has a meaning in Markdown is escaped, by at
  /// most 13 characters for one. So what is never left out takes less than 50,000.
  private static final int MOST_SENTENCE = 1_000;

  private static final int MOST_CELL = 200;
  private static final int MOST_ROWS = 200;
  private static final int MOST_STRETCHES = 40;

  private RehearsalMarkdown() {}

  static String render(RehearsalReport report) {
    StringBuilder text = new StringBuilder(MARK);
    text.append("### Rehearsal: ").append(report.conclusion()).append("\n\n");
    text.append("**")
        .append(MarkdownText.sentence(cut(report.headline(), MOST_SENTENCE)))
        .append("**\n\n");
    policy(text, report.policy());
    String place = place(report);
    int left = 0;
    for (String part : parts(report)) {
      if (text.length() + part.length() + place.length() < MOST_CHARS) {
        text.append(part);
      } else {
        left++;
      }
    }
    if (left > 0) {
      text.append("%d parts are too long for this comment; the log has them.\n\n".formatted(left));
    }
    return text.append(place).toString();
  }

  /// What is left out where it does not fit.
  private static List<String> parts(RehearsalReport report) {
    RehearsalFigures measured = report.measured();
    List<String> parts = new ArrayList<>();
    parts.add(problems(report.problems()));
    measured.traffic().map(RehearsalMarkdown::traffic).ifPresent(parts::add);
    measured.scripts().stream().map(RehearsalMarkdown::folded).forEach(parts::add);
    report.derived().stream().map(RehearsalMarkdown::folded).forEach(parts::add);
    parts.add(figures(report));
    parts.add(items("What the way back leaves different", report.rollback().differences()));
    parts.add(items("What no way back can avoid", report.rollback().residues()));
    parts.add(
        items("What the application before the change can no longer do", measured.brokenLines()));
    parts.add(items("Plans that changed", measured.planLines()));
    parts.add(
        items(
            "Predicted for production",
            report.forecast().stream().flatMap(line -> line.lines().stream()).toList()));
    parts.add(items("Notes", report.notes()));
    return parts;
  }

  private static void policy(StringBuilder text, List<PolicyLine> policy) {
    text.append("| rule | verdict | why |\n|---|---|---|\n");
    for (PolicyLine line : policy) {
      text.append(
          "| %s | %s | %s |\n".formatted(line.words(), word(line.verdict()), cell(line.why())));
    }
    text.append('\n');
  }

  private static String problems(List<SourceProblem> problems) {
    List<String> lines =
        problems.stream()
            .map(
                problem ->
                    MarkdownText.name(cut(problem.file(), MOST_CELL))
                        + ": "
                        + cell(problem.message()))
            .toList();
    StringBuilder text = new StringBuilder();
    RehearsalFigures.listed(lines).forEach(line -> text.append("- ").append(line).append('\n'));
    return problems.isEmpty() ? "" : text.append('\n').toString();
  }

  private static String traffic(TrafficRun traffic) {
    StringBuilder text = new StringBuilder();
    text.append("Traffic: ").append(cell(traffic.title())).append("\n\n");
    text.append('|');
    TrafficRun.HEADER.forEach(
        title -> text.append(' ').append(title.toLowerCase(Locale.ROOT)).append(" |"));
    text.append("\n|---|---:|---:|---:|---:|---:|---:|---:|\n");
    List<List<String>> rows = traffic.rows();
    for (List<String> row : rows.subList(0, Math.min(MOST_STRETCHES, rows.size()))) {
      text.append('|');
      row.forEach(value -> text.append(' ').append(cell(value)).append(" |"));
      text.append('\n');
    }
    text.append('\n');
    if (rows.size() > MOST_STRETCHES) {
      text.append("and %d more\n\n".formatted(rows.size() - MOST_STRETCHES));
    }
    return text.append(items("Under traffic", traffic.facts())).toString();
  }

  private static String folded(ScriptRun script) {
    StringBuilder text = new StringBuilder();
    text.append(
        "<details><summary>%s, %s: %s</summary>\n\n"
            .formatted(
                MarkdownText.htmlName(cut(script.file(), MOST_CELL)),
                script.direction(),
                script.time()));
    script.stopped().ifPresent(why -> text.append("Stopped: ").append(cell(why)).append("\n\n"));
    if (!script.isRepetition() && !script.statements().isEmpty()) {
      text.append("| line | statement | took | WAL | locks | files | waited |\n");
      text.append("|---:|---|---:|---:|---|---|---|\n");
      script.statements().stream().limit(MOST_ROWS).forEach(each -> row(text, each));
      text.append('\n');
      if (script.statements().size() > MOST_ROWS) {
        text.append("and %d more\n\n".formatted(script.statements().size() - MOST_ROWS));
      }
    }
    return text.append("</details>\n\n").toString();
  }

  private static String folded(DerivedRollback back) {
    return "<details><summary>%s, derived way back</summary>\n\n"
            .formatted(MarkdownText.htmlName(cut(back.file(), MOST_CELL)))
        + MarkdownText.code("sql", back.sql())
        + "\n"
        + items("What it does not take back", RehearsalText.gaps(back))
        + "</details>\n\n";
  }

  private static void row(StringBuilder text, StatementRun statement) {
    String failed =
        statement.isDone()
            ? ""
            : "; " + statement.outcome() + statement.reason().map(why -> ": " + why).orElse("");
    text.append(
        "| %d | %s%s | %s | %s | %s | %s | %s |\n"
            .formatted(
                statement.line(),
                MarkdownText.name(cut(statement.text(), MOST_CELL)),
                cell(failed),
                statement.took().map(Seconds::of).orElse(StatementRun.NOT_MEASURED),
                statement.wal(),
                cell(
                    String.join(
                        ", ", statement.locks().stream().map(StatementRun.Lock::text).toList())),
                cell(
                    String.join(
                        ", ", statement.files().stream().map(StatementRun.File::text).toList())),
                cell(statement.waited().orElse(""))));
  }

  private static String figures(RehearsalReport report) {
    StringBuilder text = new StringBuilder();
    for (List<String> line : report.measured().lines()) {
      text.append("- %s: %s\n".formatted(line.getFirst(), cell(line.getLast())));
    }
    return text.append(
            "- rollback: %s%s\n\n"
                .formatted(
                    report.rollbackWord(RehearsalMarkdown::word),
                    cell(report.rollback().verdict().why().map(why -> ": " + why).orElse(""))))
        .toString();
  }

  private static String place(RehearsalReport report) {
    StringBuilder text = new StringBuilder();
    for (List<String> line : report.place().lines()) {
      text.append("- %s: %s\n".formatted(line.getFirst(), cell(line.getLast())));
    }
    return text.append(
            "- evidence: %s\n\n".formatted(cell(RehearsalText.evidence(report.ending()))))
        .append(MarkdownText.code("", cut(report.ending().rerun(), MOST_SENTENCE)))
        .toString();
  }

  private static String items(String title, List<String> lines) {
    if (lines.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder(title).append(":\n\n");
    RehearsalFigures.listed(lines)
        .forEach(line -> text.append("- ").append(cell(line)).append('\n'));
    return text.append('\n').toString();
  }

  private static String word(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Proved() -> "proved";
      case Verdict.Refuted _ -> "**refuted**";
      case Verdict.Undecided _ -> "**undecided**";
    };
  }

  private static String cell(String text) {
    return MarkdownText.sentence(cut(text, MOST_CELL));
  }

  /// At most so many characters, which no pair of surrogates is cut by.
  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end) + "...";
  }
}
