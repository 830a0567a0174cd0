package dev.ballast.pages.paper;

import dev.ballast.pages.chart.TimeChart;
import dev.ballast.pages.report.Capacity;
import dev.ballast.pages.report.CapacityText;
import dev.ballast.pages.report.ExecutiveSheet;
import dev.ballast.pages.report.ExecutiveSheet.TargetRow;
import dev.ballast.pages.report.Risk;
import dev.ballast.pages.text.Moments;
import dev.ballast.pages.text.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The executive sheet as it stands on one sheet: what is longer is cut, and what there is no room
/// for is counted.
///
/// @param charts their ids and titles
/// @param more what there is no room for, as sentences
public record ExecutivePaper(
    String period,
    List<Sentence> sentences,
    List<Picture> charts,
    List<Line> targets,
    List<Line> capacity,
    List<Line> risks,
    List<String> more,
    List<String> missing,
    String made) {
  private static final List<String> ASKED =
      List.of("Met?", "What runs out?", "Done?", "At risk?", "Decision?");
  private static final double LABEL = 64;
  private static final double PADDING = 8;
  private static final int SENTENCE_LINES = 2;

  /// Sentences are larger than what tables hold.
  private static final double LARGER = 9 / Fit.BODY;

  private static final int MOST_MISSING = 3;
  private static final double TARGET = 0.32;
  private static final double STANDING = 0.48;
  private static final double CAPACITY = 0.50;
  private static final double RISK = 0.46;
  private static final double DECISION = 0.40;

  public ExecutivePaper {
    sentences = List.copyOf(sentences);
    charts = List.copyOf(charts);
    targets = List.copyOf(targets);
    capacity = List.copyOf(capacity);
    risks = List.copyOf(risks);
    more = List.copyOf(more);
    missing = List.copyOf(missing);
  }

  /// A question with its answer.
  public record Sentence(String asked, String answer) {}

  /// A chart.
  public record Picture(String id, String title) {}

  /// A row.
  ///
  /// @param tone of its first cell
  public record Line(String tone, List<String> cells) {
    public Line {
      cells = List.copyOf(cells);
    }
  }

  /// The sheet as it fits on such paper.
  ///
  /// @param rows the most of each table
  public static ExecutivePaper of(
      ExecutiveSheet sheet, List<TimeChart> charts, Moments moments, Paper paper, int rows) {
    Fit fit = new Fit();
    double half = paper.width() / 2 - PADDING;
    List<Sentence> sentences = new ArrayList<>();
    for (int i = 0; i < ASKED.size(); i++) {
      String answer = sheet.sentences().all().get(i);
      sentences.add(
          new Sentence(
              ASKED.get(i), fit.lines(answer, (paper.width() - LABEL) / LARGER, SENTENCE_LINES)));
    }
    List<Line> targets =
        sheet.targets().stream().limit(rows).map(each -> target(each, fit, half)).toList();
    List<Line> capacity =
        sheet.capacity().stream()
            .limit(rows)
            .map(each -> capacity(each, fit, half, moments))
            .toList();
    List<Line> risks =
        sheet.risks().stream().limit(rows).map(each -> risk(each, fit, paper.width())).toList();
    List<String> missing =
        sheet.missing().stream()
            .limit(MOST_MISSING)
            .map(each -> fit.line(each, paper.width()))
            .toList();
    return new ExecutivePaper(
        moments.day(sheet.from()) + " to " + moments.day(sheet.to()),
        sentences,
        charts.stream().map(chart -> new Picture(chart.id(), chart.title())).toList(),
        targets,
        capacity,
        risks,
        more(sheet, rows),
        missing,
        made(moments, fit));
  }

  private static Line target(TargetRow row, Fit fit, double width) {
    return new Line(
        row.standing().tone(),
        List.of(
            fit.line(row.target(), width * TARGET - PADDING),
            fit.line(
                row.standing().word() + (row.why().isEmpty() ? "" : ": " + row.why()),
                width * STANDING - PADDING),
            row.budgetLeft().map(Unit.SHARE::text).orElse("not known yet")));
  }

  private static Line capacity(Capacity each, Fit fit, double width, Moments moments) {
    return new Line(
        each.date().isPresent() ? "bad" : "quiet",
        List.of(
            fit.line(each.target() + ", " + CapacityText.name(each), width * CAPACITY - PADDING),
            fit.line(CapacityText.when(each, moments), width * (1 - CAPACITY) - PADDING)));
  }

  private static Line risk(Risk risk, Fit fit, double width) {
    return new Line(
        risk.kind().tone(),
        List.of(
            fit.line(risk.target() + ": " + risk.what(), width * RISK - PADDING),
            risk.kind().word(),
            fit.line(
                risk.decision() + risk.owner().map(who -> " (" + who + ")").orElse(""),
                width * DECISION - PADDING)));
  }

  private static List<String> more(ExecutiveSheet sheet, int rows) {
    List<String> more = new ArrayList<>();
    more(sheet.targets().size(), rows, "targets").ifPresent(more::add);
    more(sheet.capacity().size(), rows, "capacities").ifPresent(more::add);
    more(sheet.risks().size(), rows, "risks").ifPresent(more::add);
    more(sheet.missing().size(), MOST_MISSING, "things that are not known").ifPresent(more::add);
    return more;
  }

  private static Optional<String> more(int all, int shown, String what) {
    return all > shown
        ? Optional.of("%d more %s are on the page".formatted(all - shown, what))
        : Optional.empty();
  }

  static String made(Moments moments, Fit fit) {
    String made =
        "Made by Ballast %s. Times are of %s."
            .formatted(moments.full(moments.now()), moments.zoneName());
    return fit.replaced() == 0
        ? made
        : made
            + " %d characters that Liberation Sans lacks are written as □."
                .formatted(fit.replaced());
  }
}
