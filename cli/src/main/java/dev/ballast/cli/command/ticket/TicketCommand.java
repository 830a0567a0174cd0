package dev.ballast.cli.command.ticket;

import picocli.CommandLine.Command;

/// `ballast ticket`
@Command(
    name = "ticket",
    header = "See and assign the work that a serving node found.",
    subcommands = {
      TicketListCommand.class,
      TicketShowCommand.class,
      TicketAssignCommand.class,
      TicketCloseCommand.class
    })
public final class TicketCommand {}
