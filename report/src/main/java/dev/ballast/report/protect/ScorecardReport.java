package dev.ballast.report.protect;

import dev.ballast.evidence.Durations;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Phase;
import dev.ballast.evidence.Verdict;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import dev.ballast.report.Style;
import dev.ballast.report.Verdicts;
import dev.ballast.report.change.ChangeDrill;
import dev.ballast.report.secure.IsolationDrill;
import dev.ballast.report.secure.IsolationReport.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The scorecard in human-readable form: the answers first, then the levels that carry them.
///
/// @param afterwards what failed once the proof was finished
public record ScorecardReport(Scorecard scorecard, Optional<Fault> afterwards) implements Report {
  /// Leaks that are shown one by one.
  private static final int MOST_LEAKS = 2;

  @Override
  public String schema() {
    return "demo/1";
  }

  @Override
  public ExitCode exit() {
    boolean kept = scorecard.loss().map(loss -> loss.verdict().isProved()).orElse(true);
    boolean undone = scorecard.change().map(ChangeDrill::isUndone).orElse(true);
    boolean closed = scorecard.isolation().map(IsolationDrill::isClosed).orElse(true);
    return kept && undone && closed && scorecard.proof().verdict().isProved()
        ? ExitCode.DONE
        : ExitCode.REFUTED;
  }

  @Override
  public void print(Page page) {
    Style style = page.style();
    page.blank();
    page.heading("SCORECARD");
    page.blank();
    page.table(
        List.of("WHAT WAS ASKED", "OBJECTIVE", "MEASURED", ""),
        scorecard.objectives().stream()
            .map(a -> List.of(a.objective(), a.asked(), a.measured(), met(style, a.verdict())))
            .toList());
    scorecard
        .objectives()
        .forEach(
            answer ->
                answer
                    .verdict()
                    .why()
                    .ifPresent(why -> page.line("not met, " + answer.objective() + ": " + why)));
    page.blank();
    List<List<String>> rows = new ArrayList<>();
    for (LevelResult level : scorecard.proof().levels()) {
      rows.add(
          List.of(
              level.level().name(),
              Verdicts.word(style, level.verdict()),
              Durations.text(level.took()),
              level.level().claim()));
      rows.add(List.of("", "", "", style.dim(level.summary())));
      level
          .verdict()
          .why()
          .filter(why -> !why.equals(level.summary()))
          .ifPresent(why -> rows.add(List.of("", "", "", "not proved, because " + why)));
    }
    page.table(List.of("LEVEL", "VERDICT", "TOOK", "WHAT IT CLAIMS, AND WHAT WAS COVERED"), rows);
    scorecard.change().ifPresent(drill -> print(page, drill));
    scorecard.isolation().ifPresent(drill -> print(page, drill));
    page.blank();
    Scorecard.Workload load = scorecard.workload();
    page.line(
        String.format(
            Locale.ROOT,
            "traffic meanwhile  %d operations, %.0f per second, %d failed, 95%% within %s",
            load.operations(),
            load.perSecond(),
            load.failed(),
            Durations.text(load.p95())));
    page.line(
        String.format(
            Locale.ROOT,
            "rates              backup %.0f MB/s, restore %.0f MB/s",
            scorecard.bytesPerSecond(Phase.BACKUP) / (1 << 20),
            scorecard.bytesPerSecond(Phase.RESTORE) / (1 << 20)));
    scorecard.loss().ifPresent(loss -> page.line("primary lost       " + loss.sentence()));
    page.line("versions           " + String.join("; ", scorecard.proof().versions()));
    page.line("isolation          " + scorecard.proof().isolation());
    page.line(
        "evidence           "
            + scorecard
                .evidence()
                .map(entry -> "entry " + entry + " of a hash-chained log")
                .orElse("NOT RECORDED: the evidence log could not take this proof"));
  }

  private static void print(Page page, ChangeDrill drill) {
    page.blank();
    page.heading("A CHANGE, REHEARSED ON A CLONE OF THAT BACKUP UNDER THE SHOP'S TRAFFIC");
    page.blank();
    print(page, "as written", drill.dangerous());
    page.blank();
    print(page, "as `ballast change check` writes it instead", drill.instead());
  }

  private static void print(Page page, IsolationDrill drill) {
    page.blank();
    page.heading("ONE TENANT ATTACKS ANOTHER, ON A COPY OF THAT CLONE");
    page.blank();
    drill.closed().stream()
        .limit(MOST_LEAKS)
        .forEach(
            leak -> {
              page.line(
                  "%s: %s"
                      .formatted(page.style().red("LEAK"), leak.object() + ", " + leak.meaning()));
              page.line("    " + page.style().dim(leak.statement()));
              page.line("  " + leak.seen());
            });
    page.line(
        drill.isClosed()
            ? page.style().green("closed") + " by its fix, attacked again:"
            : page.style().red("NOT CLOSED") + " by its fix, attacked again:");
    page.line("    " + page.style().dim(drill.fix()));
    if (!drill.left().isEmpty()) {
      Found gravest = drill.left().getFirst();
      page.line(
          "  left: %d leaks that it does not close, the gravest: %s, %s"
              .formatted(drill.left().size(), gravest.object(), gravest.meaning()));
    }
  }

  private static void print(Page page, String name, ChangeDrill.Side side) {
    String word =
        switch (side.verdict()) {
          case Verdict.Proved() -> page.style().green("within the policy");
          case Verdict.Refuted(var reason) -> page.style().red("STOPPED") + ": " + reason;
          case Verdict.Undecided(var reason, var causes) ->
              page.style().yellow("UNDECIDED") + ": " + reason;
        };
    page.line(name + ": " + word);
    side.statements().forEach(statement -> page.line("    " + page.style().dim(statement)));
    page.line("  " + side.headline());
    page.line("  " + side.latencies());
  }

  private static String met(Style style, Verdict verdict) {
    return switch (verdict) {
      case Verdict.Proved() -> style.green("met");
      case Verdict.Refuted(var reason) -> style.red("MISSED");
      case Verdict.Undecided(var reason, var causes) -> style.yellow("UNDECIDED");
    };
  }
}
