package dev.ballast.cli.command.evidence;

import dev.ballast.cli.command.VaultOptions;
import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Report;
import dev.ballast.report.vault.HeadReport;
import dev.ballast.vault.Vault;
import dev.ballast.vault.anchor.HeadKeys;
import dev.ballast.vault.anchor.OutsideHeads;
import dev.ballast.vault.anchor.SignedHead;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ballast evidence sign`
@Command(
    name = "sign",
    header = "Sign the head of the evidence log with a key that is kept apart from the vault.",
    description = {
      "Writes a small file with the head and an Ed25519 signature. It may be stored anywhere: nobody"
          + " without the signing key can make another, not even with the vault's master key.",
      "The key is a PEM file in PKCS#8, as 'openssl genpkey -algorithm ed25519' writes it. Its"
          + " public half goes into the configuration as the vault's head-key."
    })
@Example("ballast evidence sign --signing-key /mnt/stick/head.key --to /mnt/elsewhere/shop.head")
@Exits({ExitCode.PRECONDITION, ExitCode.REFUTED})
@SeeAlso({"ballast evidence verify", "ballast evidence head"})
public final class EvidenceSignCommand implements LeafCommand {
  @Option(
      names = "--signing-key",
      paramLabel = "<file>",
      required = true,
      order = 1,
      description = "The Ed25519 private key, a PEM file.")
  private Path signingKey = Path.of("");

  @Option(
      names = "--to",
      paramLabel = "<file>",
      required = true,
      order = 2,
      description = "Where the signed head is written, in place of an older one.")
  private Path to = Path.of("");

  @Mixin private VaultOptions vaults = new VaultOptions();

  @Override
  public Report run(Console console) {
    try (Vault vault = vaults.open(console, Optional.empty())) {
      SignedHead head = HeadKeys.sign(OutsideHeads.newest(vault), signingKey);
      HeadFile.write(head, to);
      return HeadReport.of(head, Optional.of(to.toString()), Optional.empty());
    }
  }
}
