package dev.ballast.cli.command;

import dev.ballast.protect.retain.BackupRemoval;
import dev.ballast.protect.retain.RetentionPlan;
import dev.ballast.report.Report;
import dev.ballast.report.protect.RemovalReport;
import dev.ballast.vault.Vault;
import picocli.CommandLine.Option;

/// `--dry-run` and `--allow-last`, for every command that removes backups.
public final class RemovalOptions {
  @Option(
      names = "--dry-run",
      order = 20,
      description = "Print what would be removed and how much that frees, and remove nothing.")
  private boolean dryRun;

  @Option(
      names = "--allow-last",
      order = 21,
      description =
          "Remove even the last backup of a target, the last that is not in quarantine, or the only"
              + " one that was proved.")
  private boolean allowLast;

  /// A rehearsal names the losses and refuses nothing.
  public Report remove(Vault vault, RetentionPlan plan) {
    BackupRemoval removal = new BackupRemoval(vault);
    if (dryRun) {
      return RemovalReport.of(removal.rehearse(plan));
    }
    if (!allowLast) {
      plan.requireNoLoss();
    }
    return RemovalReport.of(removal.run(plan));
  }
}
