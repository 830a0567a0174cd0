package dev.ballast.cli.command.ticket;

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
import dev.ballast.report.ticket.TicketLine;
import dev.ballast.report.ticket.TicketsReport;
import dev.ballast.server.api.TicketsView;
import dev.ballast.server.http.NodeClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ballast ticket list`
@Command(
    name = "list",
    header = "List the tickets of a serving node, with owner and due date.",
    description = {
      "What stands as an alert that somebody has to act on has one ticket, by its check and subject."
          + " The ticket is closed when the measurements show that it is over, and opened again when it"
          + " comes back. Owners are given by the rules of the section tickets of the configuration.",
      "An open ticket ends the command with exit code 3."
    })
@Example({"ballast ticket list", "ballast ticket list --closed 168 --output json"})
@Exits({ExitCode.FOUND, ExitCode.UNREACHABLE, ExitCode.PRECONDITION})
@SeeAlso({"ballast ticket show", "ballast alert list"})
public final class TicketListCommand implements LeafCommand {
  private static final int MAX_HOURS = 8784;

  @Option(
      names = "--closed",
      paramLabel = "<hours>",
      order = 1,
      defaultValue = "0",
      description =
          "Also tickets that were closed within so many hours, up to 8784. Default:"
              + " ${DEFAULT-VALUE}.")
  private int hours;

  @Mixin private NodeOptions node = new NodeOptions();

  @Override
  public Report run(Console console) {
    if (hours < 0 || hours > MAX_HOURS) {
      throw Fault.of(CommandError.OPTION_INVALID, "--closed is not 0 to %d".formatted(MAX_HOURS));
    }
    try (NodeClient client = node.client()) {
      TicketsView view = client.get("/api/v1/tickets?closed_hours=" + hours, TicketsView.class);
      return new TicketsReport(
          view.tickets().stream().map(TicketLine::of).toList(), console.clock().now());
    }
  }
}
