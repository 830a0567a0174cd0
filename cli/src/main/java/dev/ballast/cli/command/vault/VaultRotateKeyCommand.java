package dev.ballast.cli.command.vault;

import dev.ballast.cli.command.VaultOptions;
import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.protect.wal.LeftLog;
import dev.ballast.report.Report;
import dev.ballast.report.vault.RotatedKeyReport;
import dev.ballast.targets.secret.SecretReference;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.MasterKey;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ballast vault rotate-key`
@Command(
    name = "rotate-key",
    header = "Replace a vault's master key.",
    description = {
      "Wraps the vault's keys with the new master key and makes fresh ones for objects to come."
          + " No stored data is rewritten. From then on the old master key opens nothing.",
      "The new keyring notes where the evidence log stands: anyone who has the old key and a copy of the"
          + " old keyring can still read what was stored before, and can neither read nor add"
          + " anything newer. Refused while a backup is under way, and while log is received.",
      "Log that was received or pushed and is in no deposit yet is put into one first, also that of a"
          + " cluster that was replaced."
    })
@Example("ballast vault rotate-key --next-key file:/etc/ballast/next.key")
@Exits({ExitCode.PRECONDITION, ExitCode.REFUTED, ExitCode.TIMEOUT})
@SeeAlso("ballast vault init")
public final class VaultRotateKeyCommand implements LeafCommand {
  @Option(
      names = "--next-key",
      paramLabel = "<reference>",
      required = true,
      order = 1,
      description = "Where the new master key is: file:PATH, env:NAME or command:PROGRAM.")
  private String nextKey = "";

  @Mixin private VaultOptions vaults = new VaultOptions();

  @Override
  public Report run(Console console) {
    MasterKey next = MasterKey.parse(SecretReference.parse(nextKey).resolve());
    try (Vault vault = vaults.open(console, Optional.empty())) {
      LeftLog.deposit(vault, console.clock());
      return new RotatedKeyReport(vault.rotateMasterKey(next));
    }
  }
}
