package dev.ballast.cli.command.alert;

import dev.ballast.cli.command.ApiPath;
import dev.ballast.cli.command.NodeOptions;
import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Report;
import dev.ballast.report.alert.RouteTestReport;
import dev.ballast.server.api.RouteTestView;
import dev.ballast.server.http.NodeClient;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `ballast alert test`
@Command(
    name = "test",
    header = "Send a message by a route that says that it is a test, and print the answer.",
    description =
        "The node sends it, with the secrets that it has. A service of PagerDuty notifies who is on"
            + " duty, and the incident is resolved at once. A message that was not taken ends the"
            + " command with exit code 3.")
@Example("ballast alert test duty")
@Exits({ExitCode.FOUND, ExitCode.UNREACHABLE, ExitCode.PRECONDITION})
@SeeAlso({"ballast alert routes", "ballast serve", "docs/how-to/alerts.md"})
public final class AlertTestCommand implements LeafCommand {
  @Parameters(
      paramLabel = "<route>",
      description = "A route of the section alerts of ballast.yaml.")
  private String route = "";

  @Mixin private NodeOptions node = new NodeOptions();

  @Override
  public Report run(Console console) {
    try (NodeClient client = node.client()) {
      RouteTestView view =
          client.post(
              AlertRoutesCommand.PATH + "/" + ApiPath.segment(route) + "/test",
              Optional.empty(),
              RouteTestView.class);
      return new RouteTestReport(view.route(), view.accepted(), view.answer());
    }
  }
}
