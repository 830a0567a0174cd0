package dev.ballast.cli.command;

import picocli.CommandLine.Command;

/// `ballast wal`
@Command(
    name = "wal",
    header = "Keep the write-ahead log between the backups.",
    subcommands = {
      WalReceiveCommand.class,
      WalCheckCommand.class,
      WalPushCommand.class,
      WalFetchCommand.class,
      WalSettingsCommand.class
    })
public final class WalCommand {}
