package dev.ballast.cli.command;

import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Severity;
import dev.ballast.report.Report;
import dev.ballast.report.target.TargetCheckReport;
import dev.ballast.targets.check.TargetCheck;
import dev.ballast.targets.check.TargetReport;
import dev.ballast.targets.config.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ballast target check`
@Command(
    name = "check",
    header = "Check whether Ballast can do its work at a target, and print what fixes it.",
    description = {
      "Connects as a backup and its proof would, over SQL and over the replication protocol, and"
          + " looks at pg_hba.conf's effect, privileges, settings and what a restore will need."
          + " Nothing is changed.",
      "Each finding comes with the exact SQL, pg_hba.conf line or command that fixes it. A check"
          + " that could not look is undecided and says why."
    })
@Example({
  "ballast target check",
  "ballast target check --target shop",
  "ballast target check --target postgresql://ballast@db1.example.com/postgres"
})
@Exits({ExitCode.FOUND, ExitCode.UNREACHABLE})
@SeeAlso({"ballast backup run", "docs/how-to/prepare-a-target.md"})
public final class TargetCheckCommand implements LeafCommand {
  @Option(
      names = "--target",
      paramLabel = "<name|url>",
      order = 1,
      description =
          "The guarded server: a name from the configuration, or"
              + " postgresql://user@host:port/database. Default: every configured target.")
  private Optional<String> target = Optional.empty();

  @Option(
      names = "--fail-on",
      paramLabel = "info|warning|error",
      order = 2,
      defaultValue = "warning",
      description =
          "The least severity of a finding that ends the command with exit code 3; undecided checks"
              + " always do. Default: ${DEFAULT-VALUE}.")
  private Severity threshold = Severity.WARNING;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Override
  public Report run(Console console) {
    List<Target> targets =
        target
            .map(name -> List.of(configuration.target(name)))
            .orElseGet(() -> configuration.load().targets());
    List<TargetReport> reports = new ArrayList<>();
    for (Target each : targets) {
      console.say("checking " + each.name());
      reports.add(TargetCheck.run(each, console.clock()));
    }
    return TargetCheckReport.of(reports, threshold);
  }
}
