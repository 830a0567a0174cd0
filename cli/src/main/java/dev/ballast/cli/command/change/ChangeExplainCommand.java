package dev.ballast.cli.command.change;

import dev.ballast.change.check.UnknownRule;
import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Report;
import dev.ballast.report.change.ExplainReport;
import dev.ballast.rules.catalogue.AllRules;
import dev.ballast.rules.lint.RulePage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `ballast change explain`
@Command(
    name = "explain",
    header = "Print a rule's page: what happens, why it hurts, what to write instead.",
    description = {
      "The page ends with the rule's own examples: a script that it refuses and the same change"
          + " written safely. Both are run on servers of every supported major by Ballast's tests."
    })
@Example({"ballast change explain add-foreign-key"})
@Exits({ExitCode.USAGE})
@SeeAlso({"ballast change rules", "ballast change check"})
public final class ChangeExplainCommand implements LeafCommand {
  @Parameters(index = "0", paramLabel = "<rule>", description = "The rule's id.")
  private String rule = "";

  @Override
  public Report run(Console console) {
    if (AllRules.catalogue().rule(rule).isEmpty()) {
      throw UnknownRule.fault(AllRules.catalogue(), rule, "there is no rule " + rule);
    }
    RulePage page = RulePage.of(rule);
    return new ExplainReport(
        page.card(),
        page.text(),
        RulePage.resource(rule, "fires.sql"),
        RulePage.resource(rule, "fixed.sql"));
  }
}
