package dev.ballast.cli.command;

import picocli.CommandLine.Command;

/// `ballast backup`
@Command(
    name = "backup",
    header = "Take backups, look at them, check what is stored.",
    subcommands = {
      BackupRunCommand.class,
      BackupListCommand.class,
      BackupShowCommand.class,
      BackupVerifyCommand.class,
      BackupDeleteCommand.class
    })
public final class BackupCommand {}
