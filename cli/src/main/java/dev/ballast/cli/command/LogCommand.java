package dev.ballast.cli.command;

import picocli.CommandLine.Command;

/// `ballast log`
@Command(
    name = "log",
    header = "Read the servers' own logs.",
    subcommands = {LogReadCommand.class})
public final class LogCommand {}
