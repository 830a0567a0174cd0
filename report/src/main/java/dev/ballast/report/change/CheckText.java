package dev.ballast.report.change;

import dev.ballast.change.check.AcceptedFinding;
import dev.ballast.change.check.CheckResult;
import dev.ballast.change.check.Fixes;
import dev.ballast.change.check.MigrationFinding;
import dev.ballast.change.check.RepeatedFinding;
import dev.ballast.report.Page;
import dev.ballast.report.Style;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The details of a check for people at a terminal.
final class CheckText {
  private static final int WIDTH = 96;
  private static final int QUOTED_LINES = 5;

  /// So many accepted findings are listed; those that a comment accepts come first.
  private static final int ACCEPTED = 20;

  private static final String INDENT = "    ";

  private CheckText() {}

  /// The details: each finding, what was accepted, and what was changed.
  ///
  /// @param most so many findings; of more, the worst
  static void print(Page page, CheckResult result, int most) {
    List<RepeatedFinding> causes = result.causes();
    List<RepeatedFinding> shown = worst(causes, most);
    if (!shown.isEmpty()) {
      page.blank();
    }
    shown.forEach(finding -> print(page, finding));
    accepted(page, result.accepted());
    for (Fixes.Fixed file : result.fixed()) {
      page.line("fixed " + file.file() + ": " + Sentences.counted(file.edits(), "edit"));
    }
    if (shown.size() < causes.size()) {
      page.line(
          "%s of %d findings: --details all prints every one, --output json also every place"
              .formatted(
                  shown.isEmpty() ? "no details" : "the details of the worst " + shown.size(),
                  causes.size()));
    }
    if (!causes.isEmpty()) {
      page.line("ballast change explain <rule> prints a rule's page");
    }
  }

  /// The worst, in the order of the result.
  private static List<RepeatedFinding> worst(List<RepeatedFinding> causes, int most) {
    if (causes.size() <= most) {
      return causes;
    }
    Set<RepeatedFinding> chosen =
        causes.stream()
            .sorted(Comparator.comparing(RepeatedFinding::severity).reversed())
            .limit(most)
            .collect(
                Collectors.toCollection(() -> Collections.newSetFromMap(new IdentityHashMap<>())));
    return causes.stream().filter(chosen::contains).toList();
  }

  static void print(Page page, RepeatedFinding repeated) {
    MigrationFinding finding = repeated.first();
    Style style = page.style();
    page.line(
        style.bold(finding.file() + ":" + finding.from())
            + "  "
            + CheckSummary.word(style, finding.severity())
            + "  "
            + style.bold(finding.rule()));
    quote(page, finding.statement());
    wrapped(finding.what(), WIDTH).forEach(line -> page.line("  " + line));
    label(page, "also", Places.others(repeated));
    label(page, "locks", Sentences.locks(finding));
    label(page, "work", Sentences.work(finding));
    if (!finding.advice().isEmpty()) {
      wrapped(finding.advice(), WIDTH).forEach(line -> page.line("  " + line));
    }
    if (!finding.safe().isEmpty()) {
      page.line("  write instead:");
      Sentences.script(finding).forEach(line -> page.line(INDENT + style.green(line)));
    }
    long fixable = repeated.all().stream().filter(MigrationFinding::fixable).count();
    if (fixable > 0) {
      page.line(
          repeated.count() == 1
              ? "  --fix makes this edit"
              : "  --fix makes this edit at %d of %d places".formatted(fixable, repeated.count()));
    }
    page.blank();
  }

  private static void accepted(Page page, List<AcceptedFinding> accepted) {
    accepted.stream().limit(ACCEPTED).forEach(each -> print(page, each));
    if (accepted.size() > ACCEPTED) {
      page.line(
          "and %d more that are accepted: --output json has each"
              .formatted(accepted.size() - ACCEPTED));
    }
  }

  static void print(Page page, AcceptedFinding accepted) {
    page.line(
        "%s:%s  accepted  %s: %s"
            .formatted(
                accepted.finding().file(),
                accepted.finding().from(),
                accepted.finding().rule(),
                accepted.reason()));
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
