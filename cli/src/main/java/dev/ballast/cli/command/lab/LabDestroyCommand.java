package dev.ballast.cli.command.lab;

import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.lab.clone.Lab;
import dev.ballast.report.Report;
import dev.ballast.report.lab.RemovedCloneReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `ballast lab destroy`
@Command(
    name = "destroy",
    header = "Remove a clone with everything in it.",
    description =
        "A clone that another command uses at the moment stays, and the exit code is 4. The backup"
            + " that it was made of is not touched.")
@Example("ballast lab destroy shop")
@Exits({ExitCode.REFUSED, ExitCode.PRECONDITION})
@SeeAlso("ballast lab create")
public final class LabDestroyCommand implements LeafCommand {
  @Mixin private CloneArgument clone = new CloneArgument();
  @Mixin private LabOption option = new LabOption();

  @Override
  public Report run(Console console) {
    Lab lab = option.open(console);
    lab.destroy(clone.name());
    LabOption.sweep(lab, console);
    return new RemovedCloneReport(clone.name());
  }
}
