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
import dev.ballast.report.alert.AlertLine;
import dev.ballast.report.alert.AlertReport;
import dev.ballast.server.api.AlertView;
import dev.ballast.server.http.NodeClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `ballast alert show`
@Command(
    name = "show",
    header = "Show an alert: what was measured, what ends it, how it changed.",
    description = "An alert that is open ends the command with exit code 3.")
@Example({"ballast alert show 3f0c9a1e", "ballast alert show 3f0c9a1e --output json"})
@Exits({ExitCode.FOUND, ExitCode.UNREACHABLE, ExitCode.PRECONDITION})
@SeeAlso({"ballast alert list", "docs/reference/checks.md"})
public final class AlertShowCommand implements LeafCommand {
  @Parameters(
      paramLabel = "<alert>",
      description = "The alert's id, as ballast alert list prints it.")
  private String alert = "";

  @Mixin private NodeOptions node = new NodeOptions();

  @Override
  public Report run(Console console) {
    try (NodeClient client = node.client()) {
      AlertView view = client.get("/api/v1/alerts/" + ApiPath.segment(alert), AlertView.class);
      return new AlertReport(
          AlertLine.of(view.alert(), view.mutes()),
          view.steps(),
          view.messages(),
          console.clock().now());
    }
  }
}
