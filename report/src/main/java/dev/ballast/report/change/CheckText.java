package dev.ballast.report.change;

import dev.ballast.change.check.AcceptedFinding;
import dev.ballast.change.check.CheckResult;
import dev.ballast.change.check.MigrationFinding;
import dev.ballast.evidence.Severity;
import dev.ballast.report.Page;
import dev.ballast.report.Style;
import java.util.ArrayList;
import java.util.List;

/// A check for people at a terminal.
public final class CheckText {
  private static final int WIDTH = 96;
  private static final int QUOTED_LINES = 5;
  private static final String INDENT = "    ";

  private CheckText() {}

  public static void print(Page page, MigrationFinding finding) {
    Style style = page.style();
    page.line(
        style.bold(finding.file() + ":" + finding.from())
            + "  "
            + word(style, finding.severity())
            + "  "
            + style.bold(finding.rule()));
    quote(page, finding.statement());
    wrapped(finding.what(), WIDTH).forEach(line -> page.line("  " + line));
    label(page, "locks", Sentences.locks(finding));
    label(page, "work", Sentences.work(finding));
    if (!finding.advice().isEmpty()) {
      wrapped(finding.advice(), WIDTH).forEach(line -> page.line("  " + line));
    }
    if (!finding.safe().isEmpty()) {
      page.line("  write instead:");
      Sentences.script(finding).forEach(line -> page.line(INDENT + style.green(line)));
    }
    if (finding.fixable()) {
      page.line("  --fix makes this edit");
    }
    page.blank();
  }

  public static void print(Page page, AcceptedFinding accepted) {
    page.line(
        "%s:%s  accepted  %s: %s"
            .formatted(
                accepted.finding().file(),
                accepted.finding().from(),
                accepted.finding().rule(),
                accepted.reason()));
  }

  public static void printSummary(Page page, CheckResult result) {
    result.remarks().forEach(remark -> page.line(page.style().yellow("remark: ") + remark));
    if (result.notAnalysable() > 0) {
      page.line(page.style().yellow(Sentences.notAnalysable(result)));
    }
    page.line(Sentences.summary(result));
    if (!result.findings().isEmpty()) {
      page.line("ballast change explain <rule> prints a rule's page");
    }
  }

  private static void quote(Page page, String statement) {
    List<String> lines = statement.lines().toList();
    lines.stream()
        .limit(QUOTED_LINES)
        .forEach(line -> page.line(INDENT + page.style().dim(shortened(line))));
    if (lines.size() > QUOTED_LINES) {
      page.line(INDENT + page.style().dim("..."));
    }
  }

  private static String shortened(String line) {
    return line.length() <= 2 * WIDTH ? line : line.substring(0, 2 * WIDTH) + " ...";
  }

  private static void label(Page page, String label, String text) {
    if (!text.isEmpty()) {
      List<String> lines = wrapped(text, WIDTH - 7);
      page.line("  " + label + " ".repeat(7 - label.length()) + lines.getFirst());
      lines.stream().skip(1).forEach(line -> page.line("         " + line));
    }
  }

  private static String word(Style style, Severity severity) {
    return switch (severity) {
      case ERROR -> style.red("error");
      case WARNING -> style.yellow("warning");
      case INFO -> style.dim("info");
    };
  }

  private static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+", -1)) {
      if (!line.isEmpty() && line.length() + word.length() >= width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
