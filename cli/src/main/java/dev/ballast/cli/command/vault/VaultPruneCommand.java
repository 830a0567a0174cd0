package dev.ballast.cli.command.vault;

import dev.ballast.cli.command.RemovalOptions;
import dev.ballast.cli.command.VaultOptions;
import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.protect.retain.RetentionPlan;
import dev.ballast.protect.retain.RetentionRules;
import dev.ballast.report.Report;
import dev.ballast.vault.Vault;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ballast vault prune`
@Command(
    name = "prune",
    header = "Remove the backups that no rule keeps, and what only they need.",
    description = {
      "Each target is looked at by itself. A backup stays if any rule keeps it; the order is that of"
          + " the evidence log, days and weeks are those in which a backup began, in UTC. Backups in"
          + " quarantine count for no rule, and stay while they are newer than every sound one."
          + " Backups that cannot be read stay: 'ballast backup delete' removes them.",
      "Without a rule no backup goes, only the packs that no backup needs any more. A pack of which"
          + " less than half is needed is written again without the rest.",
      "Each removal is an entry of the evidence log before it is done. The last backup of a target,"
          + " the last that is not in quarantine, and the only one that was proved are refused with"
          + " exit code 4, unless --keep-proven keeps them or --allow-last says so.",
      "Beside a backup that is under way only records and indexes go, for it may rely on any pack;"
          + " the next prune removes the packs, and 'ballast vault check' counts them until then. What"
          + " a killed run left to do, the next one does."
    })
@Example({
  "ballast vault prune --keep-last 3 --keep-daily 14 --keep-proven --dry-run",
  "ballast vault prune --of shop --keep-daily 7 --keep-weekly 5 --keep-proven"
})
@Exits({
  ExitCode.FOUND,
  ExitCode.REFUSED,
  ExitCode.PRECONDITION,
  ExitCode.REFUTED,
  ExitCode.TIMEOUT
})
@SeeAlso({"ballast backup delete", "ballast backup list", "ballast evidence list"})
public final class VaultPruneCommand implements LeafCommand {
  @Option(
      names = "--of",
      paramLabel = "<target>",
      order = 1,
      description = "Remove only backups of this target.")
  private Optional<String> target = Optional.empty();

  @Option(
      names = "--keep-last",
      paramLabel = "<n>",
      order = 2,
      description = "Keep the newest <n> of each target.")
  private Optional<Integer> last = Optional.empty();

  @Option(
      names = "--keep-daily",
      paramLabel = "<n>",
      order = 3,
      description = "Keep the newest of each of the newest <n> days that have a backup.")
  private Optional<Integer> daily = Optional.empty();

  @Option(
      names = "--keep-weekly",
      paramLabel = "<n>",
      order = 4,
      description = "Keep the newest of each of the newest <n> ISO weeks that have a backup.")
  private Optional<Integer> weekly = Optional.empty();

  @Option(
      names = "--keep-proven",
      order = 5,
      description = "Keep the newest of each target whose newest proof is proved.")
  private boolean proven;

  @Mixin private RemovalOptions removal = new RemovalOptions();
  @Mixin private VaultOptions vaults = new VaultOptions();

  @Override
  public Report run(Console console) {
    RetentionRules rules = new RetentionRules(last, daily, weekly, proven);
    try (Vault vault = vaults.open(console, Optional.empty())) {
      return removal.remove(vault, RetentionPlan.of(vault, rules, target));
    }
  }
}
