package dev.ballast.cli.command;

import picocli.CommandLine.Command;

/// `ballast wal`
@Command(
    name = "wal",
    header = "Keep the write-ahead log between the backups.",
    subcommands = {WalReceiveCommand.class})
public final class WalCommand {}
