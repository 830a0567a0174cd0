package dev.ballast.cli.command;

import picocli.CommandLine.Command;

/// `ballast recovery`
@Command(
    name = "recovery",
    header = "Say how long a recovery would take.",
    subcommands = RecoveryForecastCommand.class)
public final class RecoveryCommand {}
