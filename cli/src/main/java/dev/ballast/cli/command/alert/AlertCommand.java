package dev.ballast.cli.command.alert;

import picocli.CommandLine.Command;

/// `ballast alert`
@Command(
    name = "alert",
    header = "See what is wrong at the targets of a serving node.",
    subcommands = {AlertListCommand.class, AlertShowCommand.class})
public final class AlertCommand {}
