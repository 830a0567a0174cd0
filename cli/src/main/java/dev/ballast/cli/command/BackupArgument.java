package dev.ballast.cli.command;

import dev.ballast.cli.frame.Console;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.ChosenBackup;
import dev.ballast.protect.moment.LogTarget;
import dev.ballast.protect.moment.ReachingBackup;
import dev.ballast.vault.Vault;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The backup that is meant, for commands that work on one.
public final class BackupArgument {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "<backup>",
      defaultValue = ChosenBackup.LATEST,
      description =
          "An id as 'ballast backup list' prints it, or its beginning, or latest: by timeline and"
              + " LSN of the source, not by time; one in quarantine is passed over. Default:"
              + " ${DEFAULT-VALUE}.")
  private String name = ChosenBackup.LATEST;

  @Option(
      names = "--of",
      paramLabel = "<target>",
      order = 2,
      description =
          "The target whose backup is meant. Needed with latest where the vault holds backups of"
              + " several; a backup of another target is refused.")
  private Optional<String> target = Optional.empty();

  /// What is to be known about the choice is said even to who asked for quiet: it decides what is
  /// restored.
  Backup find(Vault vault, Console console) {
    return said(ChosenBackup.find(vault, name, target), console);
  }

  /// The same; where the latest is meant and is consistent only after a recovery target, the newest
  /// one that reaches it.
  Backup find(Vault vault, Console console, LogTarget goal) {
    ChosenBackup chosen = ChosenBackup.find(vault, name, target);
    return said(
        name.equals(ChosenBackup.LATEST) ? ReachingBackup.find(vault, chosen, goal) : chosen,
        console);
  }

  private static Backup said(ChosenBackup chosen, Console console) {
    chosen.notes().forEach(console::insist);
    return chosen.backup();
  }
}
