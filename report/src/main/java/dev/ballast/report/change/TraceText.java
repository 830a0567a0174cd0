package dev.ballast.report.change;

import dev.ballast.change.compare.UntracedScript;
import dev.ballast.evidence.ByteSize;
import dev.ballast.report.Page;
import dev.ballast.report.Style;
import java.util.List;
import java.util.Optional;

/// A trace for people at a terminal.
public final class TraceText {
  private static final int LABEL = 10;
  private static final int QUOTED_LINES = 6;

  private TraceText() {}

  public static void print(Page page, TracedFile file) {
    page.heading(file.file() + (file.down() ? ", the way back" : "") + ": " + file.transaction());
    file.statements().forEach(statement -> print(page, file, statement));
    file.held().forEach(line -> page.line("held      " + line));
    file.emptyTables()
        .forEach(line -> page.line(page.style().yellow("undecided ") + "no row in " + line));
    file.notes().forEach(line -> page.line("note      " + line));
    conclusion(page, file);
    page.blank();
  }

  public static void print(Page page, UntracedScript script) {
    page.line(
        "%s%s  %s: %s"
            .formatted(
                page.style().bold(script.file()),
                script.down() ? ", the way back" : "",
                page.style().red("not run"),
                script.reason()));
  }

  private static void conclusion(Page page, TracedFile file) {
    Style style = page.style();
    file.disagreements().forEach(line -> page.line(style.red("contradicts the check: ") + line));
    file.unpredicted().forEach(line -> page.line(style.yellow("nothing was predicted: ") + line));
    file.notCompared().forEach(line -> page.line(style.yellow("not compared: ") + line));
    if (file.disagreements().isEmpty()
        && file.unpredicted().isEmpty()
        && file.notCompared().isEmpty()) {
      agreement(file).ifPresent(page::line);
    }
  }

  /// Only what ran was compared.
  private static Optional<String> agreement(TracedFile file) {
    int all = file.statements().size();
    long ran = file.statements().stream().filter(each -> each.ending().isDone()).count();
    if (all == 0) {
      return Optional.of("no statement, so nothing was compared");
    }
    if (ran == 0) {
      return Optional.empty();
    }
    return Optional.of(
        file.complete()
            ? "all of it as `ballast change check` predicts"
            : "of %d statements, the %d that ran are as `ballast change check` predicts"
                .formatted(all, ran));
  }

  private static void print(Page page, TracedFile file, TracedStatement statement) {
    Style style = page.style();
    page.blank();
    page.line(
        style.bold(file.file() + ":" + statement.place())
            + "  "
            + outcome(style, statement.ending()));
    List<String> lines = statement.statement().lines().toList();
    lines.stream().limit(QUOTED_LINES).forEach(line -> page.line("    " + style.dim(line)));
    if (lines.size() > QUOTED_LINES) {
      page.line("    " + style.dim("..."));
    }
    statement
        .caveats()
        .asSuperuser()
        .ifPresent(what -> label(page, "run as", List.of("superuser: " + what)));
    label(
        page,
        "locks",
        statement.locks().locks().stream()
            .map(lock -> lock.relation() + " " + lock.mode())
            .toList());
    TracedStatement.Done done = statement.done();
    label(page, "rewrites", done.rewritten());
    label(page, "rebuilds", done.rebuilt());
    label(page, "empties", done.emptied());
    label(page, "reads", done.read());
    TracedStatement.Others others = statement.others();
    each(page, "blocked", others.blocked());
    each(page, "allowed", others.allowed());
    each(page, "queue", others.behind());
    label(page, "touches", others.alsoTouches());
    label(page, "waits for", others.waitsFor());
    if (statement.ending().isDone()) {
      label(page, "WAL", List.of(new ByteSize(done.walBytes()).toString()));
    }
    for (String line : statement.caveats().undecided()) {
      page.line("  " + style.yellow(padded("undecided")) + line);
    }
  }

  private static String outcome(Style style, TracedStatement.Ending ending) {
    String reason = ending.reason().map(each -> ": " + each).orElse("");
    return ending.isDone() ? style.green(ending.outcome()) : style.red(ending.outcome()) + reason;
  }

  private static void label(Page page, String label, List<String> values) {
    if (!values.isEmpty()) {
      page.line("  " + padded(label) + String.join(", ", values));
    }
  }

  private static void each(Page page, String label, List<String> values) {
    String first = label;
    for (String value : values) {
      page.line("  " + padded(first) + value);
      first = "";
    }
  }

  private static String padded(String label) {
    return label + " ".repeat(Math.max(1, LABEL - label.length()));
  }
}
