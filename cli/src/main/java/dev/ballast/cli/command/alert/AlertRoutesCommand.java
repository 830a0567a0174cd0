package dev.ballast.cli.command.alert;

import dev.ballast.cli.command.NodeOptions;
import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Report;
import dev.ballast.report.alert.RoutesReport;
import dev.ballast.server.api.RoutesView;
import dev.ballast.server.http.NodeClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `ballast alert routes`
@Command(
    name = "routes",
    header = "List the routes by which people are notified, and what waits for them.",
    description =
        "A message that could not be sent ends the command with exit code 3; it is sent again until"
            + " the receiver has it, for a week at most.")
@Example("ballast alert routes")
@Exits({ExitCode.FOUND, ExitCode.UNREACHABLE, ExitCode.PRECONDITION})
@SeeAlso({"ballast alert test", "docs/how-to/alerts.md"})
public final class AlertRoutesCommand implements LeafCommand {
  static final String PATH = "/api/v1/alert-routes";

  @Mixin private NodeOptions node = new NodeOptions();

  @Override
  public Report run(Console console) {
    try (NodeClient client = node.client()) {
      return new RoutesReport(
          client.get(PATH, RoutesView.class).routes().stream()
              .map(line -> new RoutesReport.Line(line.type(), line.state()))
              .toList());
    }
  }
}
