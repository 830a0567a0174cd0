package dev.ballast.cli.command.vault;

import picocli.CommandLine.Command;

/// `ballast vault`
@Command(
    name = "vault",
    header = "Make vaults, check them, change their keys.",
    subcommands = {VaultInitCommand.class, VaultCheckCommand.class, VaultRotateKeyCommand.class})
public final class VaultCommand {}
