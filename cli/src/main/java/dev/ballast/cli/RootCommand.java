package dev.ballast.cli;

import dev.ballast.cli.command.BackupCommand;
import dev.ballast.cli.command.CompletionCommand;
import dev.ballast.cli.command.DemoCommand;
import dev.ballast.cli.command.JobCommand;
import dev.ballast.cli.command.LogCommand;
import dev.ballast.cli.command.MomentCommand;
import dev.ballast.cli.command.NodeCommand;
import dev.ballast.cli.command.ProveCommand;
import dev.ballast.cli.command.RecoveryCommand;
import dev.ballast.cli.command.RestoreCommand;
import dev.ballast.cli.command.ServeCommand;
import dev.ballast.cli.command.StatusCommand;
import dev.ballast.cli.command.TargetCommand;
import dev.ballast.cli.command.TopCommand;
import dev.ballast.cli.command.VersionCommand;
import dev.ballast.cli.command.WalCommand;
import dev.ballast.cli.command.access.TokenCommand;
import dev.ballast.cli.command.access.UserCommand;
import dev.ballast.cli.command.alert.AlertCommand;
import dev.ballast.cli.command.change.ChangeCommand;
import dev.ballast.cli.command.evidence.EvidenceCommand;
import dev.ballast.cli.command.incident.DeploymentCommand;
import dev.ballast.cli.command.incident.IncidentCommand;
import dev.ballast.cli.command.lab.LabCommand;
import dev.ballast.cli.command.report.ReportCommand;
import dev.ballast.cli.command.secure.SecureCommand;
import dev.ballast.cli.command.ticket.TicketCommand;
import dev.ballast.cli.command.vault.VaultCommand;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.SeeAlso;
import picocli.CommandLine.Command;

/// The noun of nouns. Every command is listed here or in the group it belongs to.
@Command(
    name = "ballast",
    header = "The database reliability engineer that runs as software, for PostgreSQL 14-18.",
    description =
        "Nothing is believed until it has been rehearsed on a restored copy: a backup when it was"
            + " restored and read back, and every claim carries the run that proved it.",
    subcommands = {
      DemoCommand.class,
      ProveCommand.class,
      BackupCommand.class,
      WalCommand.class,
      RestoreCommand.class,
      MomentCommand.class,
      RecoveryCommand.class,
      ChangeCommand.class,
      LabCommand.class,
      SecureCommand.class,
      TargetCommand.class,
      ServeCommand.class,
      StatusCommand.class,
      NodeCommand.class,
      JobCommand.class,
      AlertCommand.class,
      TicketCommand.class,
      IncidentCommand.class,
      DeploymentCommand.class,
      ReportCommand.class,
      LogCommand.class,
      TopCommand.class,
      UserCommand.class,
      TokenCommand.class,
      VaultCommand.class,
      EvidenceCommand.class,
      VersionCommand.class,
      CompletionCommand.class
    })
@Example({"ballast demo", "ballast prove --target shop"})
@SeeAlso("docs/README.md")
public final class RootCommand {}
