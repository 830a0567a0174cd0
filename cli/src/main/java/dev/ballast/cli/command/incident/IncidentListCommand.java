package dev.ballast.cli.command.incident;

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
import dev.ballast.report.incident.IncidentsReport;
import dev.ballast.server.api.IncidentsView;
import dev.ballast.server.http.NodeClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ballast incident list`
@Command(
    name = "list",
    header = "List what is wrong, grouped by its cause.",
    description = {
      "An incident is an alert that nothing explains, with all alerts that it explains: a session that is"
          + " idle in a transaction, the sessions that wait for it, the pool that they use up.",
      "Incidents that are notes only are counted, and listed with --notes. One that is listed and has"
          + " not ended ends the command with exit code 3."
    })
@Example({"ballast incident list", "ballast incident list --ended 24 --output json"})
@Exits({ExitCode.FOUND, ExitCode.UNREACHABLE, ExitCode.PRECONDITION})
@SeeAlso({"ballast incident show", "ballast alert list"})
public final class IncidentListCommand implements LeafCommand {
  private static final int MAX_HOURS = 8784;

  @Option(
      names = "--ended",
      paramLabel = "<hours>",
      order = 1,
      defaultValue = "0",
      description =
          "Also incidents that ended within so many hours, up to 8784. Default:"
              + " ${DEFAULT-VALUE}.")
  private int hours;

  @Option(
      names = "--notes",
      order = 2,
      description = "Also incidents all of whose alerts are notes, such as advice about a schema.")
  private boolean notes;

  @Mixin private NodeOptions node = new NodeOptions();

  @Override
  public Report run(Console console) {
    if (hours < 0 || hours > MAX_HOURS) {
      throw Fault.of(CommandError.OPTION_INVALID, "--ended is not 0 to %d".formatted(MAX_HOURS));
    }
    try (NodeClient client = node.client()) {
      IncidentsView view =
          client.get("/api/v1/incidents?ended_hours=" + hours, IncidentsView.class);
      return notes
          ? new IncidentsReport(view.incidents(), 0, console.clock().now())
          : IncidentsReport.withoutNotes(view.incidents(), console.clock().now());
    }
  }
}
