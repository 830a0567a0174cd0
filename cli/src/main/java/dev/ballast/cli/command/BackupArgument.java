package dev.ballast.cli.command;

import dev.ballast.protect.backup.Backup;
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
      defaultValue = Backup.LATEST,
      description =
          "An id as 'ballast backup list' prints it, or its beginning, or latest. Default:"
              + " ${DEFAULT-VALUE}.")
  private String name = Backup.LATEST;

  @Option(
      names = "--of",
      paramLabel = "<target>",
      order = 2,
      description = "With latest: the latest backup of this target.")
  private Optional<String> target = Optional.empty();

  Backup find(Vault vault) {
    return Backup.find(vault, name, target);
  }
}
