package dev.ballast.cli.command.evidence;

import dev.ballast.cli.command.VaultOptions;
import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Verdict;
import dev.ballast.report.Report;
import dev.ballast.report.vault.EvidenceChainReport;
import dev.ballast.vault.Vault;
import dev.ballast.vault.anchor.HeadKeys;
import dev.ballast.vault.anchor.SignedHead;
import dev.ballast.vault.anchor.TimeStamps;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.format.VaultId;
import dev.ballast.vault.log.ChainReport;
import dev.ballast.vault.log.DepositLedger;
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
      Verdict heads = Verdict.proved();
      List<Head> given = new ArrayList<>();
      if (head.isPresent()) {
        heads = heads.and(takeHead(vault.id(), head.get(), given));
      }
      if (anchor.isPresent()) {
        try (Vault keeper = vaults.openOther(console, anchor.get(), anchorKey)) {
          heads = heads.and(takeKept(vault.id(), keeper, given));
        }
      }
      ChainReport report = vault.evidence().verify(given);
      return new EvidenceChainReport(
          report.verdict().and(heads),
          report.entries(),
          report.head().map(Head::toString),
          report.findings());
    }
  }

  /// A head as it was typed is believed; a file is as good as its signature.
  private Verdict takeHead(VaultId vault, String text, List<Head> given) {
    if (text.strip().matches("[0-9]+:[0-9a-fA-F]*")) {
      given.add(Head.parse(text));
      return Verdict.proved();
    }
    SignedHead read = HeadFile.read(Path.of(text));
    if (!read.vault().equals(vault)) {
      throw Fault.of(VaultError.HEAD_OF_ANOTHER_VAULT, "the head is of vault " + read.vault())
          .detail("the vault that was opened is " + vault)
          .hint("Name the vault whose head it is, or another file.");
    }
    given.add(read.head());
    return signature(read).and(timestamp(read));
  }

  private Verdict signature(SignedHead read) {
    Optional<Path> key = publicKey.or(() -> vaults.declaration(Optional.empty()).headKey());
    if (key.isPresent()) {
      HeadKeys.requireSigned(read, key.get());
      return Verdict.proved();
    }
    return read.hasSignature()
        ? Verdict.undecided("the head's signature was not checked, for no public key was given")
        : Verdict.proved();
  }

  private Verdict timestamp(SignedHead read) {
    if (tsaRoot.isPresent()) {
      TimeStamps.requireStamped(read, tsaRoot.get());
      return Verdict.proved();
    }
    return read.hasTimestamp()
        ? Verdict.undecided("the head's time stamp was not checked, for no --tsa-root was given")
        : Verdict.proved();
  }

  /// The heads that another vault's log keeps, as far as that log is sound.
  private static Verdict takeKept(VaultId vault, Vault keeper, List<Head> given) {
    ChainReport kept = keeper.evidence().verify();
    List<Head> heads =
        kept.ledger().kept().stream()
            .map(DepositLedger.Keeping::head)
            .filter(k -> k.of().equals(vault))
            .map(k -> new Head(k.seq(), k.hash()))
            .toList();
    if (kept.verdict() instanceof Verdict.Refuted(String reason)) {
      return Verdict.refuted("the log of vault " + keeper.id() + ", which keeps heads: " + reason);
    }
    if (heads.isEmpty()) {
      throw Fault.of(
              VaultError.HEAD_NOT_ANCHORED, "vault " + keeper.id() + " keeps no head of this one")
          .hint("Keep one there with `ballast evidence anchor`.");
    }
    given.addAll(heads);
    return Verdict.proved();
  }
}
