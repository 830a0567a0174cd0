package dev.ballast.cli.command.alert;

import dev.ballast.cli.command.CommandError;
import dev.ballast.cli.command.NodeOptions;
import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.report.Report;
import dev.ballast.report.alert.AlertLine;
import dev.ballast.report.alert.AlertsReport;
import dev.ballast.server.api.AlertsView;
import dev.ballast.server.http.NodeClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ballast alert list`
@Command(
    name = "list",
    header = "List what is wrong, with what ends it.",
    description = {
      "Asks the serving node of this machine. An alert is raised when its figure has been over the"
          + " threshold for as long as its check requires, and resolved when it has been well for some"
          + " minutes. Each is printed with the commands that end it.",
      "An open alert ends the command with exit code 3, and so does a check that could not be"
          + " evaluated: nothing is known of what it looks for. A check that still learns what is"
          + " usual is printed and does not count."
    })
@Example({"ballast alert list", "ballast alert list --resolved 24 --output json"})
@Exits({ExitCode.FOUND, ExitCode.UNREACHABLE, ExitCode.PRECONDITION})
@SeeAlso({"ballast alert show", "ballast alert mute", "docs/reference/checks.md"})
public final class AlertListCommand implements LeafCommand {
  private static final int MAX_HOURS = 8784;

  @Option(
      names = "--resolved",
      paramLabel = "<hours>",
      order = 1,
      defaultValue = "0",
      description =
          "Also alerts that were resolved within so many hours, up to 8784. Default:"
              + " ${DEFAULT-VALUE}.")
  private int hours;

  @Mixin private NodeOptions node = new NodeOptions();

  @Override
  public Report run(Console console) {
    if (hours < 0 || hours > MAX_HOURS) {
      throw Fault.of(CommandError.OPTION_INVALID, "--resolved is not 0 to %d".formatted(MAX_HOURS));
    }
    try (NodeClient client = node.client()) {
      AlertsView view = client.get("/api/v1/alerts?resolved_hours=" + hours, AlertsView.class);
      return AlertsReport.of(
          view.alerts().stream().map(alert -> AlertLine.of(alert, view.mutes())).toList(),
          view.gaps(),
          console.clock().now());
    }
  }
}
