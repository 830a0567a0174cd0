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
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.targets.yaml.Nearest;
import java.util.Locale;
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

  /// A rule's page.
  private record ExplainReport(RuleCard card, String text, String fires, String fixed)
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
              + card.category().meaning());
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

    private static void script(Page page, String title, String sql) {
      page.blank();
      page.heading(title);
      sql.lines().forEach(line -> page.line("    " + line));
    }
  }

  @Override
  public Report run(Console console) {
    if (AllRules.catalogue().rule(rule).isEmpty()) {
      throw Fault.of(CommandError.RULE_UNKNOWN, "there is no rule " + rule)
          .hint(
              Nearest.to(
                      rule, AllRules.catalogue().rules().stream().map(each -> each.id()).toList())
                  .map(near -> "Did you mean " + near + "?")
                  .orElse("`ballast change rules` lists them."));
    }
    RulePage page = RulePage.of(rule);
    return new ExplainReport(
        page.card(),
        page.text(),
        RulePage.resource(rule, "fires.sql"),
        RulePage.resource(rule, "fixed.sql"));
  }
}
