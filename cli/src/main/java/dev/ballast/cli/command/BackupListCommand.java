package dev.ballast.cli.command;

import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.Page;
import dev.ballast.cli.frame.Report;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.ExitCode;
import dev.ballast.protect.backup.Backup;
import dev.ballast.vault.Vault;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ballast backup list`
@Command(
    name = "list",
    header = "List the backups in a vault, oldest first.",
    description = "What is listed is committed and whole; what was cut short is never listed.")
@Example({"ballast backup list", "ballast backup list --of shop --output json"})
@Exits({ExitCode.PRECONDITION, ExitCode.REFUTED})
@SeeAlso("ballast backup show")
public final class BackupListCommand implements LeafCommand {
  @Option(
      names = "--of",
      paramLabel = "<target>",
      order = 1,
      description = "Only backups of this target.")
  private Optional<String> target = Optional.empty();

  @Mixin private VaultOptions vaults = new VaultOptions();

  /// What a run of this command finds.
  public record Backups(List<BackupReport> backups) implements Report {
    @Override
    public String schema() {
      return "backup-list/1";
    }

    @Override
    public void print(Page page) {
      if (backups.isEmpty()) {
        page.line("no backups");
        return;
      }
      page.table(
          List.of("ID", "TARGET", "SERVER", "TAKEN", "SIZE", "STORED", "STATE"),
          backups.stream().map(b -> row(page, b)).toList());
    }

    private static List<String> row(Page page, BackupReport backup) {
      return List.of(
          backup.id(),
          backup.target(),
          backup.server(),
          backup.startedAt().toString(),
          new ByteSize(backup.totals().bytes()).toString(),
          new ByteSize(backup.totals().storedBytes()).toString(),
          backup.quarantine().isPresent() ? page.style().red("quarantined") : "good");
    }
  }

  @Override
  public Report run(Console console) {
    try (Vault vault = vaults.open(console, Optional.empty())) {
      return new Backups(
          Backup.list(vault).stream()
              .filter(b -> target.isEmpty() || target.get().equals(b.record().target()))
              .map(BackupReport::of)
              .toList());
    }
  }
}
