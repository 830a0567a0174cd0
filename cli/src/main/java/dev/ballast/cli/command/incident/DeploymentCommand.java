package dev.ballast.cli.command.incident;

import picocli.CommandLine.Command;

/// `ballast deployment`
@Command(
    name = "deployment",
    header = "Keep when applications were deployed.",
    subcommands = {DeploymentAddCommand.class})
public final class DeploymentCommand {}
