package dev.ballast.cli.command;

import picocli.CommandLine.Command;

/// `ballast node`
@Command(
    name = "node",
    header = "Tell a serving node of this machine what to do.",
    subcommands = NodeReloadCommand.class)
public final class NodeCommand {}
