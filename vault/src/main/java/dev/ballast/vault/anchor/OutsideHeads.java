package dev.ballast.vault.anchor;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Verdict;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.format.VaultId;
import dev.ballast.vault.log.ChainReport;
import dev.ballast.vault.log.DepositLedger;
import dev.ballast.vault.log.EvidenceEntry;
import dev.ballast.vault.log.Head;
import dev.ballast.vault.log.VaultEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The heads of an evidence log that leave the vault, and those that come back to verify the log
/// with.
public final class OutsideHeads {
  private OutsideHeads() {}

  /// A head, or several, that somebody kept outside of the vault.
  public sealed interface Kept {
    /// A head as somebody noted it; it is believed.
    record Noted(Head head) implements Kept {}

    /// A head in a file, which is as good as its signature and its time stamp.
    ///
    /// @param publicKey a PEM file with the key that must have signed it
    /// @param tsaRoot a PEM file with the certificate that must vouch for its time stamp
    record InFile(SignedHead head, Optional<Path> publicKey, Optional<Path> tsaRoot)
        implements Kept {}

    /// The heads that another vault's log keeps.
    record InVault(Vault keeper) implements Kept {}
  }

  /// A head that another vault's log keeps from now on.
  ///
  /// @param entry the number of the entry that keeps it
  public record Anchored(SignedHead head, long entry) {}

  /// The newest entry's head, of a log that nothing speaks against: what is signed or kept
  /// elsewhere is believed from then on.
  ///
  /// Throws `evidence-refuted` where the log is not as it was left, and `log-empty` where it has no
  /// entry.
  public static SignedHead newest(Vault vault) {
    ChainReport chain = vault.evidence().verify();
    if (chain.verdict() instanceof Verdict.Refuted(String reason)) {
      throw Fault.of(VaultError.EVIDENCE_REFUTED, "the evidence log is not as it was left")
          .detail(reason)
          .hint("Run `ballast evidence verify` for all that is wrong with it.");
    }
    EvidenceEntry entry =
        vault
            .evidence()
            .newest()
            .orElseThrow(
                () ->
                    Fault.of(VaultError.LOG_EMPTY, "the evidence log has no entry yet")
                        .hint("The first backup makes one."));
    return SignedHead.unsigned(vault.id(), entry.head(), entry.at());
  }

  /// Keeps the newest head of `vault` in the log of another vault.
  public static Anchored anchor(Vault vault, Vault keeper) {
    if (keeper.id().equals(vault.id())) {
      throw new IllegalArgumentException("a vault cannot keep its own head");
    }
    SignedHead head = newest(vault);
    VaultEvent kept = new VaultEvent.HeadKept(vault.id(), head.seq(), head.hash());
    return new Anchored(head, keeper.evidence().append(kept).seq());
  }

  /// Verifies a log that must hold all the heads that were kept.
  ///
  /// Throws `head-forged` where a file's head is not to be believed, `head-of-another-vault` where
  /// it is another vault's, and `head-not-anchored` where the other vault keeps none of this one.
  public static ChainReport verify(Vault vault, List<Kept> kept) {
    Verdict heads = Verdict.proved();
    List<Head> believed = new ArrayList<>();
    for (Kept each : kept) {
      heads =
          heads.and(
              switch (each) {
                case Kept.Noted(Head head) -> {
                  believed.add(head);
                  yield Verdict.proved();
                }
                case Kept.InFile file -> {
                  Verdict verdict = believe(vault.id(), file);
                  believed.add(file.head().head());
                  yield verdict;
                }
                case Kept.InVault(Vault keeper) -> keptBy(keeper, vault.id(), believed);
              });
    }
    ChainReport report = vault.evidence().verify(believed);
    return new ChainReport(
        report.verdict().and(heads),
        report.entries(),
        report.head(),
        report.findings(),
        report.ledger());
  }

  private static Verdict believe(VaultId vault, Kept.InFile file) {
    SignedHead head = file.head();
    if (!head.vault().equals(vault)) {
      throw Fault.of(VaultError.HEAD_OF_ANOTHER_VAULT, "the head is of vault " + head.vault())
          .detail("the vault that was opened is " + vault)
          .hint("Name the vault whose head it is, or another file.");
    }
    file.publicKey().ifPresent(key -> HeadKeys.requireSigned(head, key));
    file.tsaRoot().ifPresent(root -> TimeStamps.requireStamped(head, root));
    Verdict signed =
        head.hasSignature() && file.publicKey().isEmpty()
            ? Verdict.undecided("the head's signature was not checked, for no public key was given")
            : Verdict.proved();
    Verdict stamped =
        head.hasTimestamp() && file.tsaRoot().isEmpty()
            ? Verdict.undecided(
                "the head's time stamp was not checked, for no --tsa-root was given")
            : Verdict.proved();
    return signed.and(stamped);
  }

  /// Adds the heads that another vault's log keeps, as far as that log is sound.
  private static Verdict keptBy(Vault keeper, VaultId vault, List<Head> believed) {
    ChainReport log = keeper.evidence().verify();
    if (log.verdict() instanceof Verdict.Refuted(String reason)) {
      return Verdict.refuted("the log of vault " + keeper.id() + ", which keeps heads: " + reason);
    }
    List<Head> heads =
        log.ledger().kept().stream()
            .map(DepositLedger.Keeping::head)
            .filter(kept -> kept.of().equals(vault))
            .map(kept -> new Head(kept.seq(), kept.hash()))
            .toList();
    if (heads.isEmpty()) {
      throw Fault.of(
              VaultError.HEAD_NOT_ANCHORED, "vault " + keeper.id() + " keeps no head of this one")
          .hint("Keep one there with `ballast evidence anchor`.");
    }
    believed.addAll(heads);
    return Verdict.proved();
  }
}
