package dev.ballast.report.change;

import dev.ballast.report.Page;
import dev.ballast.report.Report;
import dev.ballast.rules.lint.RuleCard;
import java.util.Locale;

/// A rule's page.
public record ExplainReport(RuleCard card, String text, String fires, String fixed)
    implements Report {
  @Override
  public String schema() {
    return "change-explain/1";
  }

  @Override
  public void print(Page page) {
    page.heading(card.id() + ": " + card.title());
    page.line(
        card.severity().map(each -> each.name().toLowerCase(Locale.ROOT)).orElse("off")
            + "; "
            + card.category().meaning()
            + "; "
            + card.recurrence().meaning());
    page.line(refusal());
    page.blank();
    for (String line : text.lines().toList()) {
      page.line(line.startsWith("## ") ? page.style().bold(line.substring(3)) : line);
    }
    script(page, "Refused", fires);
    script(page, "Safe", fixed);
    if (!card.aliases().isEmpty()) {
      page.blank();
      page.line("Elsewhere: " + String.join(", ", card.aliases()));
    }
    card.manual().forEach(page::line);
  }

  private String refusal() {
    return card.refuses().isEmpty()
        ? "no finding claims that PostgreSQL refuses a statement"
        : "a finding may claim that PostgreSQL refuses a statement (SQLSTATE "
            + String.join(", ", card.refuses())
            + ")";
  }

  private static void script(Page page, String title, String sql) {
    page.blank();
    page.heading(title);
    sql.lines().forEach(line -> page.line("    " + line));
  }
}
