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
import dev.ballast.vault.anchor.OutsideHeads;
import dev.ballast.vault.anchor.SignedHead;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ballast evidence head`
@Command(
    name = "head",
    header = "Print the head of the evidence log, to be kept outside of the vault.",
    description =
        "The newest entry's number and hash, the vault's id and the entry's time. Anyone who has them"
            + " notices later when the whole vault was put back to an older state: see"
            + " 'ballast evidence verify --head'. Refused where the log is not as it was left.")
@Example({"ballast evidence head", "ballast evidence head --to /mnt/elsewhere/shop.head"})
@Exits({ExitCode.PRECONDITION, ExitCode.REFUTED})
@SeeAlso({"ballast evidence sign", "ballast evidence anchor", "ballast evidence verify"})
public final class EvidenceHeadCommand implements LeafCommand {
  @Option(
      names = "--to",
      paramLabel = "<file>",
      order = 1,
      description = "Write it to this file, too, in place of an older head.")
  private Optional<Path> to = Optional.empty();

  @Mixin private VaultOptions vaults = new VaultOptions();

  @Override
  public Report run(Console console) {
    try (Vault vault = vaults.open(console, Optional.empty())) {
      SignedHead head = OutsideHeads.newest(vault);
      to.ifPresent(file -> HeadFile.write(head, file));
      return HeadReport.of(head, to.map(Path::toString), Optional.empty());
    }
  }
}
