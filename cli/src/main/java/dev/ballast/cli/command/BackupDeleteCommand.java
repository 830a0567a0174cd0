package dev.ballast.cli.command;

import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.protect.retain.RetentionPlan;
import dev.ballast.report.Report;
import dev.ballast.vault.Vault;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `ballast backup delete`
@Command(
    name = "delete",
    header = "Remove backups from a vault, and what only they need.",
    description = {
      "What other backups need stays, and these restore as before. Each removal is an entry of the"
          + " evidence log before it is done, so the chain shows what was removed, and when.",
      "The last backup of a target, the last that is not in quarantine, and the only one that was"
          + " proved are refused with exit code 4, unless --allow-last says so.",
      "Beside a backup that is under way only records and indexes go, for it may rely on any pack;"
          + " the next delete or 'ballast vault prune' removes the packs. What a killed run left to"
          + " do, the next one does."
    })
@Example({
  "ballast backup delete 20261120t0722 --dry-run",
  "ballast backup delete 20261120t072257z-3f9a1c5e 20261121t072301z-90cc12ab"
})
@Exits({
  ExitCode.FOUND,
  ExitCode.REFUSED,
  ExitCode.PRECONDITION,
  ExitCode.REFUTED,
  ExitCode.TIMEOUT
})
@SeeAlso({"ballast vault prune", "ballast backup list"})
public final class BackupDeleteCommand implements LeafCommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "<backup>",
      description = "Ids as 'ballast backup list' prints them, or their beginnings.")
  private List<String> names = List.of();

  @Mixin private RemovalOptions removal = new RemovalOptions();
  @Mixin private VaultOptions vaults = new VaultOptions();

  @Override
  public Report run(Console console) {
    try (Vault vault = vaults.open(console, Optional.empty())) {
      return removal.remove(vault, RetentionPlan.of(vault, names));
    }
  }
}
