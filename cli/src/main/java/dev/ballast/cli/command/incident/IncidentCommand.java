package dev.ballast.cli.command.incident;

import picocli.CommandLine.Command;

/// `ballast incident`
@Command(
    name = "incident",
    header = "See what is wrong by its cause, with what changed before.",
    subcommands = {IncidentListCommand.class, IncidentShowCommand.class})
public final class IncidentCommand {}
