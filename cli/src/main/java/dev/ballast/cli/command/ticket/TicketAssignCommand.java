package dev.ballast.cli.command.ticket;

import dev.ballast.cli.command.NodeOptions;
import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Report;
import dev.ballast.report.ticket.TicketChangeReport;
import dev.ballast.server.api.DoneView;
import dev.ballast.server.api.OwnerRequest;
import dev.ballast.server.http.NodeClient;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ballast ticket assign`
@Command(
    name = "assign",
    header = "Give a ticket to somebody.",
    description =
        "The owner stays when the ticket is closed and opened again. A viewer may not assign tickets.")
@Example({"ballast ticket assign 7 --to team-shop"})
@Exits({ExitCode.UNREACHABLE, ExitCode.PRECONDITION})
@SeeAlso({"ballast ticket list", "docs/how-to/users-and-tokens.md"})
public final class TicketAssignCommand implements LeafCommand {
  @Mixin private TicketArgument ticket = new TicketArgument();

  @Option(
      names = "--to",
      paramLabel = "<owner>",
      order = 1,
      required = true,
      description = "Who owns it from now on, in one line.")
  private String value = "";

  @Mixin private NodeOptions node = new NodeOptions();

  @Override
  public Report run(Console console) {
    try (NodeClient client = node.client()) {
      client.post(ticket.path() + "/owner", Optional.of(new OwnerRequest(value)), DoneView.class);
      return new TicketChangeReport(ticket.number(), "belongs to " + value + " now");
    }
  }
}
