package dev.ballast.cli.command.lab;

import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Report;
import dev.ballast.report.lab.CloneListReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `ballast lab list`
@Command(
    name = "list",
    header = "List the clones of the lab.",
    description =
        "What killed commands left, and clones that nobody used for their lifetime, are removed and"
            + " named before.")
@Example({"ballast lab list", "ballast lab list --output json"})
@Exits(ExitCode.PRECONDITION)
@SeeAlso({"ballast lab show", "ballast lab create"})
public final class LabListCommand implements LeafCommand {
  @Mixin private LabOption lab = new LabOption();

  @Override
  public Report run(Console console) {
    return CloneListReport.of(lab.swept(console).clones());
  }
}
