package dev.ballast.report.change;

import dev.ballast.change.rehearse.DerivedRollback;
import dev.ballast.migrations.SourceProblem;
import dev.ballast.report.Page;
import dev.ballast.report.Style;
import dev.ballast.report.Verdicts;
import java.util.List;
import java.util.Optional;

/// A rehearsal for people at a terminal.
final class RehearsalText {
  private static final int LABEL = 11;
  private static final int MOST_STATEMENTS = 100;

  private RehearsalText() {}

  static void print(Page page, RehearsalReport report) {
    Style style = page.style();
    page.heading(report.headline());
    page.line(Verdicts.word(style, report.verdict()) + ": " + report.conclusion());
    for (SourceProblem problem : report.problems()) {
      page.line("%s: %s (%s)".formatted(problem.file(), problem.message(), problem.id()));
    }
    page.blank();
    page.table(
        List.of("RULE", "VERDICT", "WHY"),
        report.policy().stream()
            .map(line -> List.of(line.words(), Verdicts.word(style, line.verdict()), line.why()))
            .toList());
    report.measured().scripts().forEach(script -> print(page, script));
    report.measured().traffic().ifPresent(traffic -> print(page, traffic));
    lists(page, report.measured());
    list(
        page,
        "predicted for production",
        RehearsalFigures.listed(
            report.forecast().stream().flatMap(line -> line.lines().stream()).toList()));
    report.derived().forEach(back -> print(page, back));
    page.blank();
    report.measured().lines().forEach(line -> labelled(page, line));
    labelled(
        page,
        List.of(
            "rollback",
            report.rollbackWord(verdict -> Verdicts.word(style, verdict))
                + report.rollback().verdict().why().map(why -> ": " + why).orElse("")));
    RehearsalFigures.listed(report.rollback().differences())
        .forEach(line -> labelled(page, List.of("", line)));
    RehearsalFigures.listed(report.rollback().residues())
        .forEach(line -> labelled(page, List.of("", "unavoidable: " + line)));
    report.place().lines().forEach(line -> labelled(page, line));
    report.notes().forEach(note -> labelled(page, List.of("note", note)));
    labelled(page, List.of("change", "SHA-256 " + report.change().sha256()));
    labelled(page, List.of("evidence", evidence(report.ending())));
    labelled(page, List.of("run again", report.ending().rerun()));
  }

  static String evidence(RehearsalReport.Ending ending) {
    Optional<Long> entry = ending.evidence();
    if (entry.isPresent()) {
      return "entry %d: ballast evidence show %d".formatted(entry.get(), entry.get());
    }
    return ending.vaultNamed()
        ? "NOT RECORDED: the evidence log could not take it"
        : "not recorded: no vault is named (--target or --vault)";
  }

  private static void print(Page page, ScriptRun script) {
    page.blank();
    page.heading(script.title() + ": " + script.time());
    script.stopped().ifPresent(why -> page.line("  " + page.style().red("stopped") + "  " + why));
    if (script.isRepetition()) {
      return;
    }
    script.statements().stream().limit(MOST_STATEMENTS).forEach(each -> print(page, each));
    int more = script.statements().size() - MOST_STATEMENTS;
    if (more > 0) {
      page.line("  and %d more statements; --output json has all".formatted(more));
    }
  }

  private static void print(Page page, StatementRun statement) {
    page.line("  line " + statement.line() + "  " + page.style().dim(statement.text()));
    List<String> facts = statement.facts();
    if (!statement.isDone()) {
      page.line("    " + page.style().red(facts.getFirst()));
      facts = facts.subList(1, facts.size());
    }
    facts.forEach(fact -> page.line("    " + fact));
  }

  private static void print(Page page, TrafficRun traffic) {
    page.blank();
    page.heading("traffic: " + traffic.title());
    page.table(TrafficRun.HEADER, traffic.rows());
    traffic.facts().forEach(page::line);
    RehearsalFigures.listed(
            traffic.notReplayed().stream()
                .map(
                    each ->
                        "not replayed, %s: %s: %s"
                            .formatted(TrafficRun.share(each.share()), each.text(), each.reason()))
                .toList())
        .forEach(page::line);
  }

  private static void print(Page page, DerivedRollback back) {
    page.blank();
    page.heading("derived way back of " + back.file());
    RehearsalFigures.listed(back.sql().lines().toList())
        .forEach(line -> page.line("    " + page.style().dim(line)));
    gaps(back).forEach(line -> page.line("  " + line));
  }

  /// What a derived way back does not take back, a line each.
  static List<String> gaps(DerivedRollback back) {
    return RehearsalFigures.listed(
        back.gaps().stream()
            .map(
                gap ->
                    "%s: %s: %s"
                        .formatted(
                            gap.oneWay() ? "cannot be taken back" : "not known how to take back",
                            gap.statement(),
                            gap.reason()))
            .toList());
  }

  private static void lists(Page page, RehearsalFigures measured) {
    list(page, "what the application before the change can no longer do", measured.brokenLines());
    list(page, "plans that changed", measured.planLines());
  }

  private static void list(Page page, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      page.blank();
      page.heading(title);
      lines.forEach(line -> page.line("  " + line));
    }
  }

  private static void labelled(Page page, List<String> line) {
    String label = line.getFirst();
    page.line(label + " ".repeat(LABEL - label.length()) + line.getLast());
  }
}
