package dev.ballast.cli.command.report;

import picocli.CommandLine.Command;

/// `ballast report`
@Command(
    name = "report",
    header = "Write reports to be printed, sent and discussed.",
    subcommands = {ReportExecutiveCommand.class, ReportWeeklyCommand.class})
public final class ReportCommand {}
