package dev.ballast.cli.command;

import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Report;
import dev.ballast.report.server.JobLine;
import dev.ballast.report.server.JobReport;
import dev.ballast.server.api.JobView;
import dev.ballast.server.http.NodeClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `ballast job show`
@Command(
    name = "show",
    header = "Show a job of a serving node and its last runs.",
    description =
        "Runs that did something or failed, the newest first. A job whose last run failed ends the"
            + " command with exit code 3.")
@Example({"ballast job show prove shop", "ballast job show prove shop --output json"})
@Exits({ExitCode.FOUND, ExitCode.UNREACHABLE, ExitCode.PRECONDITION})
@SeeAlso({"ballast job list", "ballast job run"})
public final class JobShowCommand implements LeafCommand {
  @Mixin private JobArgument job = new JobArgument();
  @Mixin private NodeOptions node = new NodeOptions();

  @Override
  public Report run(Console console) {
    try (NodeClient client = node.client()) {
      JobView view = client.get(job.path(client), JobView.class);
      return new JobReport(JobLine.of(view.job()), view.runs());
    }
  }
}
