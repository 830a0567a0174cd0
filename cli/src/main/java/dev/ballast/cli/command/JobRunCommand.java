package dev.ballast.cli.command;

import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Report;
import dev.ballast.report.server.JobRequestReport;
import dev.ballast.server.api.JobRequestView;
import dev.ballast.server.http.NodeClient;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `ballast job run`
@Command(
    name = "run",
    header = "Have a serving node do a job now, due or not.",
    description = {
      "Returns at once; the job begins within seconds, outside of the window for heavy jobs too. A"
          + " heavy job waits until no other one runs on its node and on its host.",
      "A job that runs already, or was requested and has not begun, is not done twice."
    })
@Example({"ballast job run prove shop", "ballast job run check vault main"})
@Exits({ExitCode.UNREACHABLE, ExitCode.PRECONDITION})
@SeeAlso({"ballast job show", "ballast job list"})
public final class JobRunCommand implements LeafCommand {
  @Mixin private JobArgument job = new JobArgument();
  @Mixin private NodeOptions node = new NodeOptions();

  @Override
  public Report run(Console console) {
    try (NodeClient client = node.client()) {
      JobRequestView answer =
          client.post(job.path(client) + "/runs", Optional.empty(), JobRequestView.class);
      return new JobRequestReport(answer.job(), answer.answer());
    }
  }
}
