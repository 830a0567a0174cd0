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
import dev.ballast.server.api.ReasonRequest;
import dev.ballast.server.http.NodeClient;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ballast ticket close`
@Command(
    name = "close",
    header = "Close a ticket although what it is about is still there.",
    description =
        "Most tickets close themselves. One that is closed by hand is opened again when its alert is raised again. Who closed it and why is kept.")
@Example({"ballast ticket close 7 --reason planned"})
@Exits({ExitCode.UNREACHABLE, ExitCode.PRECONDITION})
@SeeAlso({"ballast ticket list", "docs/how-to/users-and-tokens.md"})
public final class TicketCloseCommand implements LeafCommand {
  @Mixin private TicketArgument ticket = new TicketArgument();

  @Option(
      names = "--reason",
      paramLabel = "<text>",
      order = 1,
      required = true,
      description = "Why it is closed, in one line.")
  private String value = "";

  @Mixin private NodeOptions node = new NodeOptions();

  @Override
  public Report run(Console console) {
    try (NodeClient client = node.client()) {
      client.post(ticket.path() + "/close", Optional.of(new ReasonRequest(value)), DoneView.class);
      return new TicketChangeReport(ticket.number(), "is closed");
    }
  }
}
