package dev.ballast.cli.command.vault;

import picocli.CommandLine.Command;

/// `ballast vault`
@Command(
    name = "vault",
    header = "Make vaults, check, repair and prune them, change their keys.",
    subcommands = {
      VaultInitCommand.class,
      VaultCheckCommand.class,
      VaultRepairCommand.class,
      VaultPruneCommand.class,
      VaultRotateKeyCommand.class
    })
public final class VaultCommand {}
