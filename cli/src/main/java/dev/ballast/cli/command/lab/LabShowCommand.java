package dev.ballast.cli.command.lab;

import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Report;
import dev.ballast.report.lab.CloneReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `ballast lab show`
@Command(
    name = "show",
    header = "Show one clone: of what, how large, until when it is kept, how it is copied.",
    description =
        "A copy is a reflink where the file system of the lab shares blocks (XFS, Btrfs), an overlay"
            + " mount where root may mount one, and a plain copy otherwise; what kept a better one"
            + " from working is named.")
@Example("ballast lab show shop")
@Exits({ExitCode.PRECONDITION, ExitCode.REFUTED})
@SeeAlso({"ballast lab list", "ballast lab connect"})
public final class LabShowCommand implements LeafCommand {
  @Mixin private CloneArgument clone = new CloneArgument();
  @Mixin private LabOption lab = new LabOption();

  @Override
  public Report run(Console console) {
    return CloneReport.of(lab.swept(console).clone(clone.name()));
  }
}
