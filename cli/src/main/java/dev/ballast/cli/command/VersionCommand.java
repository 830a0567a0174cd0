package dev.ballast.cli.command;

import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.report.BallastVersion;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import picocli.CommandLine.Command;

/// `ballast version`
@Command(
    name = "version",
    header = "Print the versions of Ballast and of what it runs on.",
    description = "For a report of a defect, and for scripts that need a certain version.")
@Example("ballast version --output json")
@Exits({})
public final class VersionCommand implements LeafCommand {

  /// What a run of this command finds.
  public record Versions(String ballast, String java, String virtualMachine, String system)
      implements Report {
    @Override
    public String schema() {
      return "version/1";
    }

    @Override
    public void print(Page page) {
      page.line("ballast " + ballast);
      page.line("java    " + java + " (" + virtualMachine + ")");
      page.line("system  " + system);
    }
  }

  @Override
  public Report run(Console console) {
    return new Versions(
        BallastVersion.current(),
        Runtime.version().toString(),
        System.getProperty("java.vm.name"),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"));
  }
}
