package dev.ballast.report.change;

import dev.ballast.evidence.Severity;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import dev.ballast.rules.lint.RuleCard;
import java.util.List;
import java.util.Locale;

/// The rules that migrations are checked against.
public record RulesReport(List<RuleCard> rules) implements Report {
  @Override
  public String schema() {
    return "change-rules/1";
  }

  @Override
  public void print(Page page) {
    page.table(
        List.of("RULE", "SEVERITY", "CATEGORY", "WHAT HAPPENS"),
        rules.stream()
            .map(
                rule ->
                    List.of(
                        rule.id(),
                        rule.severity().map(RulesReport::word).orElse("off"),
                        rule.category().name().toLowerCase(Locale.ROOT),
                        rule.title()))
            .toList());
  }

  private static String word(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }
}
