package dev.ballast.cli.command;

import picocli.CommandLine.Command;

/// `ballast moment`
@Command(
    name = "moment",
    header = "Find the moment to go back to.",
    subcommands = {MomentFindCommand.class})
public final class MomentCommand {}
