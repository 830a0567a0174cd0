package dev.ballast.cli.command.change;

import picocli.CommandLine.Command;

/// `ballast change`
@Command(
    name = "change",
    header = "Know what a migration will do before it runs.",
    subcommands = {
      ChangeCheckCommand.class,
      ChangeTraceCommand.class,
      ChangeRehearseCommand.class,
      ChangeCompareCommand.class,
      ChangeOutcomeCommand.class,
      ChangeRulesCommand.class,
      ChangeExplainCommand.class
    })
public final class ChangeCommand {}
