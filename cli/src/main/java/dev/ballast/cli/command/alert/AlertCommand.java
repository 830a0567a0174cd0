package dev.ballast.cli.command.alert;

import picocli.CommandLine.Command;

/// `ballast alert`
@Command(
    name = "alert",
    header = "See what is wrong at the targets of a serving node, and who is notified of it.",
    subcommands = {
      AlertListCommand.class,
      AlertShowCommand.class,
      AlertMuteCommand.class,
      AlertUnmuteCommand.class,
      AlertRoutesCommand.class,
      AlertTestCommand.class
    })
public final class AlertCommand {}
