package dev.ballast.cli.command.evidence;

import dev.ballast.cli.command.VaultOptions;
import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Report;
import dev.ballast.report.vault.EvidenceChainReport;
import dev.ballast.vault.Vault;
import dev.ballast.vault.anchor.OutsideHeads;
import dev.ballast.vault.anchor.OutsideHeads.Kept;
import dev.ballast.vault.log.Head;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ballast evidence verify`
@Command(
    name = "verify",
    header = "Check that no entry of the evidence log was edited, dropped, moved or cut off.",
    description = {
      "Each entry holds the hash of the one before. The newest entry's number and hash, the head,"
          + " are kept apart from the vault, in Ballast's state folder: without a head, entries"
          + " cut off at the end leave no trace, and the verdict is undecided.",
      "The head is printed: note it somewhere else, and hand it back with --head. A head that was"
          + " signed, or that another vault's log keeps, cannot be made up by anyone who can write to"
          + " this vault, to this machine's state folder, or has the master key."
    })
@Example({
  "ballast evidence verify",
  "ballast evidence verify --head 17:5f3c...",
  "ballast evidence verify --head /mnt/elsewhere/shop.head --public-key head.pub",
  "ballast evidence verify --vault main --anchored-in off-site"
})
@Exits({ExitCode.FOUND, ExitCode.PRECONDITION, ExitCode.REFUTED})
@SeeAlso({"ballast evidence head", "ballast evidence sign", "ballast evidence anchor"})
public final class EvidenceVerifyCommand implements LeafCommand {
  @Option(
      names = "--head",
      paramLabel = "<number:hash|file>",
      order = 1,
      description = "A head noted earlier, or a file with one; the log must still hold that entry.")
  private Optional<String> head = Optional.empty();

  @Option(
      names = "--public-key",
      paramLabel = "<file>",
      order = 2,
      description =
          "The Ed25519 public key, a PEM file, that a file with a head must be signed with. Default:"
              + " the head-key of the configuration.")
  private Optional<Path> publicKey = Optional.empty();

  @Option(
      names = "--tsa-root",
      paramLabel = "<file>",
      order = 3,
      description =
          "The root certificate, a PEM file, that must vouch for the time stamp of a file with a"
              + " head. Nothing is asked over a network.")
  private Optional<Path> tsaRoot = Optional.empty();

  @Option(
      names = "--anchored-in",
      paramLabel = "<name|folder>",
      order = 4,
      description =
          "Another vault whose log keeps heads of this one; this log must still hold them all.")
  private Optional<String> anchor = Optional.empty();

  @Option(
      names = "--anchor-key",
      paramLabel = "<reference>",
      order = 5,
      description =
          "Where the master key of another vault given by folder is. Default: env:BALLAST_KEY.")
  private Optional<String> anchorKey = Optional.empty();

  @Mixin private VaultOptions vaults = new VaultOptions();

  @Override
  public Report run(Console console) {
    try (Vault vault = vaults.open(console, Optional.empty())) {
      List<Kept> kept = new ArrayList<>();
      head.ifPresent(text -> kept.add(given(text)));
      if (anchor.isEmpty()) {
        return EvidenceChainReport.of(OutsideHeads.verify(vault, kept));
      }
      try (Vault keeper = vaults.openOther(console, anchor.get(), anchorKey)) {
        kept.add(new Kept.InVault(keeper));
        return EvidenceChainReport.of(OutsideHeads.verify(vault, kept));
      }
    }
  }

  private Kept given(String text) {
    if (text.strip().matches("[0-9]+:[0-9a-fA-F]*")) {
      return new Kept.Noted(Head.parse(text));
    }
    return new Kept.InFile(
        HeadFile.read(Path.of(text)),
        publicKey.or(() -> vaults.declaration(Optional.empty()).headKey()),
        tsaRoot);
  }
}
