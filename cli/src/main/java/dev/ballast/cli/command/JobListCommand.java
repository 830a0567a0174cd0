package dev.ballast.cli.command;

import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Report;
import dev.ballast.report.server.JobLine;
import dev.ballast.report.server.JobsReport;
import dev.ballast.server.api.JobsView;
import dev.ballast.server.http.NodeClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `ballast job list`
@Command(
    name = "list",
    header = "List the jobs of a serving node, and when each is looked at next.",
    description = {
      "Asks the serving node of this machine. A job is looked at again and again, and does something"
          + " when it is due: a proof that has become too old, partitions whose time is over.",
      "A job whose last run failed ends the command with exit code 3."
    })
@Example({"ballast job list", "ballast job list --output json"})
@Exits({ExitCode.FOUND, ExitCode.UNREACHABLE, ExitCode.PRECONDITION})
@SeeAlso({"ballast job show", "ballast serve"})
public final class JobListCommand implements LeafCommand {
  @Mixin private NodeOptions node = new NodeOptions();

  @Override
  public Report run(Console console) {
    try (NodeClient client = node.client()) {
      return new JobsReport(
          client.get("/api/v1/jobs", JobsView.class).jobs().stream().map(JobLine::of).toList());
    }
  }
}
