package dev.ballast.cli.command.change;

import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.report.Report;
import dev.ballast.report.change.RulesReport;
import dev.ballast.rules.catalogue.AllRules;
import dev.ballast.rules.lint.RulePage;
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

  @Override
  public Report run(Console console) {
    return new RulesReport(
        AllRules.catalogue().rules().stream().map(rule -> RulePage.of(rule.id()).card()).toList());
  }
}
