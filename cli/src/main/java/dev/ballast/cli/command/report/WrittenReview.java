package dev.ballast.cli.command.report;

import static java.util.Objects.requireNonNull;

import dev.ballast.pages.report.WeeklyReview;
import dev.ballast.report.Page;
import dev.ballast.report.Report;

/// That a weekly review was written, and its summary.
record WrittenReview(String file, WeeklyReview review) implements Report {
  WrittenReview {
    requireNonNull(file, "file is null");
    requireNonNull(review, "review is null");
  }

  @Override
  public String schema() {
    return "report-weekly/1";
  }

  @Override
  public void print(Page page) {
    review.summary().forEach(page::line);
    review.noBaseline().ifPresent(page::line);
    page.blank();
    page.line("written to " + file);
  }
}
