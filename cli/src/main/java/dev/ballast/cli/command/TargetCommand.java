package dev.ballast.cli.command;

import picocli.CommandLine.Command;

/// `ballast target`
@Command(
    name = "target",
    header = "Look at the guarded servers.",
    subcommands = {TargetCheckCommand.class})
public final class TargetCommand {}
