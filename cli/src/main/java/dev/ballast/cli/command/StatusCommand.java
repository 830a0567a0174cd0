package dev.ballast.cli.command;

import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Report;
import dev.ballast.report.server.StatusReport;
import dev.ballast.server.http.NodeClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `ballast status`
@Command(
    name = "status",
    header = "Show how the objectives of all targets stand, the worst first.",
    description = {
      "Asks the serving node of this machine. Each objective is compared with what was measured: the"
          + " age of the newest proof, what was written since its backup, how long a recovery takes. Where"
          + " the recovery time is forecast, the forecast decides.",
      "Below, what is left of each objective's error budget: what may be bad within 30 days, and how"
          + " fast it is used. At a burn rate of 1 a budget is used up in 30 days.",
      "An objective that is missed, or cannot be judged, a budget that is used up or burning, and a target that cannot be reached end the"
          + " command with exit code 3."
    })
@Example({"ballast status", "ballast status --output json"})
@Exits({ExitCode.FOUND, ExitCode.UNREACHABLE, ExitCode.PRECONDITION})
@SeeAlso({"ballast serve", "docs/how-to/serve.md", "docs/how-to/objectives.md"})
public final class StatusCommand implements LeafCommand {
  @Mixin private NodeOptions node = new NodeOptions();

  @Override
  public Report run(Console console) {
    try (NodeClient client = node.client()) {
      return client.get("/api/v1/status", StatusReport.class);
    }
  }
}
