package dev.ballast.cli.command;

import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.ConsoleProgress;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.protect.backup.SoundBackup;
import dev.ballast.report.Report;
import dev.ballast.report.protect.TakenBackupReport;
import dev.ballast.targets.config.Target;
import dev.ballast.vault.Vault;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `ballast backup run`
@Command(
    name = "run",
    header = "Take a backup of a target, straight into the vault.",
    description = {
      "Streams a base backup and the write-ahead log it needs over the replication protocol, with"
          + " no copy on disk in between; compares every file with the server's manifest; and"
          + " digests the source's content at one LSN, so that a proof can later compare it.",
      "The role needs LOGIN and REPLICATION, two free WAL senders and one replication slot; for"
          + " the digests it needs to read all tables. 'ballast target check' reports what is"
          + " missing, and how to fix it.",
      "Where the files and their log are stored and the digests fail, the backup is kept and"
          + " listed; the command says why its content cannot be proved, and ends with exit code 3."
    })
@Example({
  "ballast backup run --target shop",
  "ballast backup run --target postgresql://ballast@db1/postgres --vault ./vault --key file:./key"
})
@Exits({
  ExitCode.FOUND,
  ExitCode.UNREACHABLE,
  ExitCode.PRECONDITION,
  ExitCode.REFUTED,
  ExitCode.TIMEOUT
})
@SeeAlso({"ballast prove", "ballast backup list"})
public final class BackupRunCommand implements LeafCommand {
  @Mixin private TargetOption target = new TargetOption();
  @Mixin private BackupOptions options = new BackupOptions();
  @Mixin private VaultOptions vaults = new VaultOptions();

  @Override
  public Report run(Console console) {
    Target source = target.required(vaults.configuration());
    try (Vault vault = vaults.open(console, Optional.of(source));
        ConsoleProgress progress = new ConsoleProgress(console)) {
      return TakenBackupReport.of(
          SoundBackup.take(
              vault,
              source.connection(),
              options.settings(source, console.clock()),
              console.clock(),
              progress));
    }
  }
}
