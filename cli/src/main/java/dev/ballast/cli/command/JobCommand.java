package dev.ballast.cli.command;

import picocli.CommandLine.Command;

/// `ballast job`
@Command(
    name = "job",
    header = "See and start what a serving node does by itself.",
    subcommands = {JobListCommand.class, JobRunCommand.class, JobShowCommand.class})
public final class JobCommand {}
