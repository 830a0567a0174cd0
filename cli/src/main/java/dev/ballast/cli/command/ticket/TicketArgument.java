package dev.ballast.cli.command.ticket;

import picocli.CommandLine.Parameters;

/// `<ticket>`, the number of a ticket.
final class TicketArgument {
  @Parameters(
      index = "0",
      paramLabel = "<ticket>",
      description = "The ticket's number, as ballast ticket list prints it.")
  private long number;

  long number() {
    return number;
  }

  /// Its path in the API.
  String path() {
    return "/api/v1/tickets/" + number;
  }
}
