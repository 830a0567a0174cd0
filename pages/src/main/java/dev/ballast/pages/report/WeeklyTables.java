package dev.ballast.pages.report;

import static dev.ballast.pages.report.ReviewTable.Column.figures;
import static dev.ballast.pages.report.ReviewTable.Column.words;

import dev.ballast.pages.report.ReviewTable.Row;
import dev.ballast.pages.report.WeeklyReview.StatementChange;
import dev.ballast.pages.text.Moments;
import dev.ballast.pages.text.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The weekly review in words and figures, for a page, for Markdown and for paper.
public final class WeeklyTables {
  private static final String TARGET = "Target";
  private static final String NOBODY = "to be named";
  private static final String UNKNOWN = "not known";

  private final WeeklyReview review;
  private final Moments moments;

  private WeeklyTables(WeeklyReview review, Moments moments) {
    this.review = review;
    this.moments = moments;
  }

  /// In the order in which a meeting reads them. Without a baseline nothing is compared.
  public static List<ReviewTable> of(WeeklyReview review, Moments moments) {
    WeeklyTables tables = new WeeklyTables(review, moments);
    List<ReviewTable> all = new ArrayList<>();
    all.add(tables.questions());
    if (review.noBaseline().isEmpty()) {
      all.add(
          tables.statements(
              "Statements that became slower",
              "No statement became slower by a quarter or more.",
              review.slower()));
      all.add(
          tables.statements(
              "Statements that became faster",
              "No statement became faster by a fifth or more.",
              review.faster()));
      all.add(tables.objectives());
    }
    all.add(tables.alerts("New alerts", "No alert is new.", true));
    all.add(tables.alerts("Alerts that are gone", "No alert of the week before is gone.", false));
    all.add(tables.tickets());
    all.add(tables.gaps());
    all.add(tables.growth());
    return List.copyOf(all);
  }

  private ReviewTable questions() {
    return new ReviewTable(
        "Questions for the meeting",
        "Nothing is open.",
        List.of(words("Question", 62), words(TARGET, 18), words("Who answers", 20)),
        review.questions().stream()
            .map(
                each ->
                    row(each.path(), each.question(), each.target(), each.owner().orElse(NOBODY)))
            .toList());
  }

  private ReviewTable statements(String title, String none, List<StatementChange> changes) {
    return new ReviewTable(
        title,
        none,
        List.of(
            words("Statement", 38),
            words(TARGET, 16),
            figures("Mean", 11),
            figures("Before", 11),
            figures("Calls", 12),
            figures("Time, in all", 12)),
        changes.stream()
            .map(
                each ->
                    row(
                        "/targets/" + each.target() + "/statements/" + each.queryId(),
                        each.statement(),
                        each.target(),
                        Unit.SECONDS.text(each.meanSeconds()),
                        Unit.SECONDS.text(each.meanBefore()),
                        Unit.COUNT.text(each.calls()),
                        signed(Unit.SECONDS, each.extraSeconds())))
            .toList());
  }

  private ReviewTable objectives() {
    return new ReviewTable(
        "Objectives that changed",
        "Of no objective twice or half as much was bad.",
        List.of(
            words("Objective", 46),
            words(TARGET, 22),
            figures("Bad", 16),
            figures("Bad before", 16)),
        review.objectives().stream()
            .map(
                each ->
                    row(
                        "/targets/" + each.target(),
                        each.objective(),
                        each.target(),
                        Unit.SHARE.text(1 - each.good()),
                        Unit.SHARE.text(1 - each.goodBefore())))
            .toList());
  }

  private ReviewTable alerts(String title, String none, boolean raised) {
    return new ReviewTable(
        title,
        none,
        List.of(words("What", 42), words(TARGET, 14), words("Check", 18), words("When", 26)),
        review.alerts().stream()
            .filter(each -> each.raised() == raised)
            .map(
                each ->
                    row(
                        each.path(),
                        each.what(),
                        each.target(),
                        each.check(),
                        moments.full(each.at())))
            .toList());
  }

  private ReviewTable tickets() {
    return new ReviewTable(
        "Tickets opened and closed",
        "No ticket was opened or closed.",
        List.of(
            words("What", 39),
            words(TARGET, 14),
            words("Owner", 12),
            words("Step", 9),
            words("When", 26)),
        review.tickets().stream()
            .map(
                each ->
                    row(
                        "/tickets/" + each.id(),
                        "%d: %s".formatted(each.id(), each.what()),
                        each.target(),
                        each.owner().orElse(NOBODY),
                        each.opened() ? "opened" : "closed",
                        moments.full(each.at())))
            .toList());
  }

  private ReviewTable gaps() {
    return new ReviewTable(
        "Targets without a proof of this week",
        "Each target was restored and read within the week.",
        List.of(words(TARGET, 24), words("Last proof", 24), words("Why that matters", 52)),
        review.gaps().stream()
            .map(
                each ->
                    row(
                        "/proofs",
                        each.target(),
                        each.provedAt().map(moments::full).orElse("never"),
                        each.why()))
            .toList());
  }

  private ReviewTable growth() {
    return new ReviewTable(
        "Growth of databases",
        "The size of no database is known.",
        List.of(
            words(TARGET, 40),
            figures("Size", 20),
            figures("This week", 20),
            figures("Week before", 20)),
        review.growth().stream()
            .map(
                each ->
                    row(
                        "/targets/" + each.target(),
                        each.target(),
                        Unit.BYTES.text(each.bytes()),
                        each.grown().map(g -> signed(Unit.BYTES, g)).orElse(UNKNOWN),
                        each.grownBefore().map(g -> signed(Unit.BYTES, g)).orElse(UNKNOWN)))
            .toList());
  }

  private static String signed(Unit unit, double value) {
    return (value > 0 ? "+" : "") + unit.text(value);
  }

  private static Row row(String path, String... cells) {
    return new Row(List.of(cells), Optional.of(path));
  }
}
