package dev.ballast.protect.backup;

import dev.ballast.evidence.Acceptance;
import dev.ballast.evidence.Proof;
import dev.ballast.evidence.Verdict;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.log.DepositLedger;
import dev.ballast.vault.log.EvidenceEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the evidence log says of the backups of a vault: in which order they were committed, and
/// what the newest proof of each concluded. Only authentic entries count. Immutable.
public final class BackupEvidence {

  /// The newest proof of a backup.
  ///
  /// @param entry the number of the entry that holds it
  /// @param levels what each level concluded
  public record Proved(long entry, Verdict verdict, Proof levels) {

    /// Whether it holds, or leaves nothing undecided but what is accepted.
    public boolean suffices(Acceptance accepted) {
      return verdict.isProved() || !accepted.accepted(levels).isEmpty();
    }
  }

  private final DepositLedger ledger;
  private final Map<String, Proved> proofs = new HashMap<>();

  private BackupEvidence(List<EvidenceEntry> authentic) {
    this.ledger = DepositLedger.of(authentic);
    for (EvidenceEntry entry : authentic) {
      if (entry.isProof()) {
        Proof proof = entry.as(Proof.class);
        proofs.put(proof.subject(), new Proved(entry.seq(), proof.verdict(), proof));
      }
    }
  }

  public static BackupEvidence read(Vault vault) {
    return new BackupEvidence(vault.evidence().authentic());
  }

  /// The number of the entry that committed a backup; 0 where no authentic entry does.
  public long committed(DepositId id) {
    return ledger.find(id).map(DepositLedger.Line::entry).orElse(0L);
  }

  /// The newest proof of a backup; empty where it was never proved, refuted or left undecided.
  public Optional<Proved> proof(Backup backup) {
    return Optional.ofNullable(proofs.get(backup.subject()));
  }
}
