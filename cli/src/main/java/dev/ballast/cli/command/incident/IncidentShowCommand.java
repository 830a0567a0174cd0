package dev.ballast.cli.command.incident;

import dev.ballast.cli.command.ApiPath;
import dev.ballast.cli.command.NodeOptions;
import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Report;
import dev.ballast.report.incident.IncidentDocument;
import dev.ballast.report.incident.IncidentReport;
import dev.ballast.server.api.IncidentView;
import dev.ballast.server.http.NodeClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `ballast incident show`
@Command(
    name = "show",
    header = "Show an incident: its alerts, what changed before, and what followed.",
    description = {
      "What changed within an hour before is listed first: settings, roles, restarts, deployments that"
          + " were reported by 'ballast deployment add'. Then all that happened in order of time, with"
          + " the evidence behind each line.",
      "--markdown prints a document for a review. An incident that has not ended ends the command with"
          + " exit code 3."
    })
@Example({"ballast incident show 3f0c9a1e", "ballast incident show 3f0c9a1e --markdown"})
@Exits({ExitCode.FOUND, ExitCode.UNREACHABLE, ExitCode.PRECONDITION})
@SeeAlso({"ballast incident list", "ballast deployment add"})
public final class IncidentShowCommand implements LeafCommand {
  @Parameters(
      paramLabel = "<incident>",
      description = "The id of the incident, or of any of its alerts.")
  private String incident = "";

  @Option(names = "--markdown", order = 1, description = "Print it as Markdown, in place of text.")
  private boolean markdown;

  @Mixin private NodeOptions node = new NodeOptions();

  @Override
  public Report run(Console console) {
    try (NodeClient client = node.client()) {
      IncidentView view =
          client.get("/api/v1/incidents/" + ApiPath.segment(incident), IncidentView.class);
      IncidentReport report =
          new IncidentReport(
              view.timeline(), view.incomplete().map(f -> f.message()), console.clock().now());
      return markdown ? new IncidentDocument(report) : report;
    }
  }
}
