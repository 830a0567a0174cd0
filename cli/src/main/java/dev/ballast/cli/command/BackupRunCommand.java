package dev.ballast.cli.command;

import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.ConsoleProgress;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.Report;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupRun;
import dev.ballast.protect.backup.DamagedPages;
import dev.ballast.targets.config.Target;
import dev.ballast.vault.Vault;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `ballast backup run`
@Command(
    name = "run",
    header = "Take a backup of a target, straight into the vault.",
    description = {
      "Streams a base backup and the write-ahead log it needs over the replication protocol, with"
          + " no copy on disk in between; holds every file against the server's manifest; and"
          + " digests the source's content at one LSN, so that a proof can later compare it.",
      "The role needs LOGIN and REPLICATION, two free WAL senders and one replication slot; for"
          + " the digests it needs to read all tables. 'ballast target check' tells what is"
          + " missing, and how to mend it."
    })
@Example({
  "ballast backup run --target shop",
  "ballast backup run --target postgresql://ballast@db1/postgres --vault ./vault --key file:./key"
})
@Exits({ExitCode.UNREACHABLE, ExitCode.PRECONDITION, ExitCode.REFUTED, ExitCode.TIMEOUT})
@SeeAlso({"ballast prove", "ballast backup list"})
public final class BackupRunCommand implements LeafCommand {
  private static final int LISTED_PAGES = 20;

  @Mixin private TargetOption target = new TargetOption();
  @Mixin private BackupOptions options = new BackupOptions();
  @Mixin private VaultOptions vaults = new VaultOptions();

  @Override
  public Report run(Console console) {
    Target source = target.required(vaults.configuration());
    try (Vault vault = vaults.open(console, Optional.of(source))) {
      return BackupReport.of(take(vault, source, options, console));
    }
  }

  /// Takes a backup; one with damaged pages ends in a fault that lists them.
  static Backup take(Vault vault, Target source, BackupOptions options, Console console) {
    try (ConsoleProgress progress = new ConsoleProgress(console)) {
      long seed = console.clock().now().getEpochSecond();
      Backup backup =
          new BackupRun(
                  vault,
                  source.connection(),
                  options.settings(source.name(), seed),
                  console.clock(),
                  progress)
              .run();
      if (backup.record().quarantine().isPresent()) {
        throw damaged(backup, DamagedPages.of(vault, backup));
      }
      return backup;
    }
  }

  private static Fault damaged(Backup backup, List<DamagedPages.Page> pages) {
    String listed =
        String.join(
            "\n", pages.stream().limit(LISTED_PAGES).map(DamagedPages.Page::toString).toList());
    String more =
        pages.size() > LISTED_PAGES ? "\nand " + (pages.size() - LISTED_PAGES) + " more" : "";
    return Fault.of(
            ProtectError.SOURCE_PAGES_DAMAGED,
            pages.size() + " pages of the source fail their checksum; the backup is in quarantine")
        .detail("backup " + backup.id() + ":\n" + listed + more)
        .hint(
            "Keep the last good backup. Find the owner of a file with pg_filenode_relation(), and"
                + " restore that relation from the good one.");
  }
}
