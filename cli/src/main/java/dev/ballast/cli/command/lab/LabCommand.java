package dev.ballast.cli.command.lab;

import picocli.CommandLine.Command;

/// `ballast lab`
@Command(
    name = "lab",
    header = "Make clones of proved backups, to try things on copies of them.",
    subcommands = {
      LabCreateCommand.class,
      LabListCommand.class,
      LabShowCommand.class,
      LabConnectCommand.class,
      LabDestroyCommand.class
    })
public final class LabCommand {}
