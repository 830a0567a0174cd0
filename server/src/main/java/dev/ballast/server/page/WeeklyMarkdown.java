package dev.ballast.server.page;

import dev.ballast.pages.report.ReviewTable;
import dev.ballast.pages.report.ReviewTable.Row;
import dev.ballast.pages.report.WeeklyReview;
import dev.ballast.pages.report.WeeklyTables;
import dev.ballast.pages.text.Moments;
import dev.ballast.report.MarkdownText;
import java.util.stream.Collectors;

/// The weekly review as Markdown. Names of a database are no markup in it.
final class WeeklyMarkdown {
  private WeeklyMarkdown() {}

  static String of(WeeklyReview review, Moments moments) {
    StringBuilder text = new StringBuilder(4096);
    text.append(
        "# Weekly review, %s to %s\n\n"
            .formatted(moments.day(review.from()), moments.day(review.to())));
    review.summary().forEach(each -> paragraph(text, each));
    review.noBaseline().ifPresent(each -> paragraph(text, each));
    WeeklyTables.of(review, moments).forEach(table -> table(text, table));
    if (!review.missing().isEmpty()) {
      text.append("## Not known\n\n");
      review.missing().forEach(each -> paragraph(text, each));
    }
    paragraph(
        text,
        "Made by Ballast %s. Times are of %s."
            .formatted(moments.full(moments.now()), moments.zoneName()));
    return text.toString();
  }

  private static void paragraph(StringBuilder text, String sentence) {
    text.append(MarkdownText.sentence(sentence)).append("\n\n");
  }

  private static void table(StringBuilder text, ReviewTable table) {
    text.append("## ").append(table.title()).append("\n\n");
    if (table.rows().isEmpty()) {
      paragraph(text, table.none());
      return;
    }
    text.append(
        table.columns().stream()
            .map(ReviewTable.Column::title)
            .collect(Collectors.joining(" | ", "| ", " |\n")));
    text.append(
        table.columns().stream()
            .map(column -> column.figures() ? "--:" : "---")
            .collect(Collectors.joining("|", "|", "|\n")));
    for (Row row : table.rows()) {
      text.append(
          row.cells().stream()
              .map(MarkdownText::sentence)
              .collect(Collectors.joining(" | ", "| ", " |\n")));
    }
    text.append('\n');
  }
}
