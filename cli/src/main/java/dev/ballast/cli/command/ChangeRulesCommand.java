package dev.ballast.cli.command;

import dev.ballast.change.catalogue.AllRules;
import dev.ballast.change.lint.RuleCard;
import dev.ballast.change.lint.RulePage;
import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.Page;
import dev.ballast.cli.frame.Report;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.Severity;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

/// `ballast change rules`
@Command(
    name = "rules",
    header = "List the rules that migrations are checked against.",
    description = {
      "Each with its severity where nothing is known of size and traffic, its category and a"
          + " sentence. A rule whose severity is off is a custom of the house that ballast.yaml"
          + " turns on.",
      "With --output json also the names that other tools give the same hazard and the pages of"
          + " PostgreSQL's manual."
    })
@Example({"ballast change rules", "ballast change rules --output json"})
@Exits({})
@SeeAlso({"ballast change explain", "ballast change check"})
public final class ChangeRulesCommand implements LeafCommand {

  /// The catalogue.
  private record RulesReport(List<RuleCard> rules) implements Report {
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

  @Override
  public Report run(Console console) {
    return new RulesReport(
        AllRules.catalogue().rules().stream().map(rule -> RulePage.of(rule.id()).card()).toList());
  }
}
