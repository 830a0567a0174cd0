package dev.ballast.cli.command.evidence;

import dev.ballast.cli.command.CommandError;
import dev.ballast.cli.command.VaultOptions;
import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.report.Report;
import dev.ballast.report.vault.HeadReport;
import dev.ballast.vault.Vault;
import dev.ballast.vault.anchor.OutsideHeads;
import dev.ballast.vault.anchor.SignedHead;
import dev.ballast.vault.anchor.TimeStamps;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ballast evidence timestamp`
@Command(
    name = "timestamp",
    header = "Have the head of the evidence log stamped by a time-stamping authority.",
    description = {
      "Sends the head's hash, and nothing else, to an authority that speaks RFC 3161, and writes its"
          + " signed answer with the head to a file: proof that the log had this head at that time,"
          + " for those who trust neither the operator nor this machine's clock.",
      "Where the file holds the same head already, signed for instance, the stamp is added to it."
          + " 'ballast evidence verify --tsa-root' checks it without a network."
    })
@Example("ballast evidence timestamp --tsa http://tsa.example.com --to /mnt/elsewhere/shop.head")
@Exits({ExitCode.UNREACHABLE, ExitCode.PRECONDITION, ExitCode.REFUTED})
@SeeAlso({"ballast evidence verify", "ballast evidence sign"})
public final class EvidenceTimestampCommand implements LeafCommand {
  @Option(
      names = "--tsa",
      paramLabel = "<url>",
      required = true,
      order = 1,
      description = "The authority, an http or https URL.")
  private String authority = "";

  @Option(
      names = "--to",
      paramLabel = "<file>",
      required = true,
      order = 2,
      description = "Where the stamped head is written, in place of an older one.")
  private Path to = Path.of("");

  @Mixin private VaultOptions vaults = new VaultOptions();

  @Override
  public Report run(Console console) {
    URI url = url();
    try (Vault vault = vaults.open(console, Optional.empty())) {
      SignedHead newest = OutsideHeads.newest(vault);
      SignedHead head = sameInFile(newest).orElse(newest);
      HeadFile.write(TimeStamps.stamp(head, url), to);
      return HeadReport.of(head, Optional.of(to.toString()), Optional.empty());
    }
  }

  private Optional<SignedHead> sameInFile(SignedHead newest) {
    if (!Files.exists(to)) {
      return Optional.empty();
    }
    SignedHead old = HeadFile.read(to);
    boolean same =
        old.vault().equals(newest.vault())
            && old.head().equals(newest.head())
            && old.at().equals(newest.at());
    return same ? Optional.of(old) : Optional.empty();
  }

  private URI url() {
    try {
      URI url = URI.create(authority);
      if (url.getHost() != null && authority.matches("https?://.*")) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      throw malformed().cause(e);
    }
    throw malformed();
  }

  private Fault malformed() {
    return Fault.of(CommandError.OPTION_INVALID, "not the URL of an authority: " + authority)
        .hint("Write it as in http://tsa.example.com/tsr.");
  }
}
