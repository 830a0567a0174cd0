package dev.ballast.cli.command.ticket;

import dev.ballast.cli.command.NodeOptions;
import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Report;
import dev.ballast.report.ticket.TicketLine;
import dev.ballast.report.ticket.TicketReport;
import dev.ballast.server.api.TicketView;
import dev.ballast.server.http.NodeClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `ballast ticket show`
@Command(
    name = "show",
    header = "Show a ticket: what was measured, what ends it, what was done about it.",
    description = "A ticket that is open ends the command with exit code 3.")
@Example({"ballast ticket show 7", "ballast ticket show 7 --output json"})
@Exits({ExitCode.FOUND, ExitCode.UNREACHABLE, ExitCode.PRECONDITION})
@SeeAlso({"ballast ticket list", "ballast ticket assign"})
public final class TicketShowCommand implements LeafCommand {
  @Mixin private TicketArgument ticket = new TicketArgument();
  @Mixin private NodeOptions node = new NodeOptions();

  @Override
  public Report run(Console console) {
    try (NodeClient client = node.client()) {
      TicketView view = client.get(ticket.path(), TicketView.class);
      return new TicketReport(TicketLine.of(view.ticket()), view.steps(), console.clock().now());
    }
  }
}
