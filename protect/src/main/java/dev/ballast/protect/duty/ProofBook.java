package dev.ballast.protect.duty;

import dev.ballast.evidence.Proof;
import dev.ballast.protect.backup.BackupListing;
import dev.ballast.vault.Vault;
import dev.ballast.vault.log.EvidenceEntry;
import java.util.List;

/// The backups and the authentic proofs of a vault at one moment, read once for all of its targets.
///
/// @param proofs in the order of the evidence log
public record ProofBook(BackupListing backups, List<Proof> proofs) {
  public ProofBook {
    proofs = List.copyOf(proofs);
  }

  public static ProofBook of(Vault vault) {
    return new ProofBook(
        BackupListing.of(vault),
        vault.evidence().authentic().stream()
            .filter(EvidenceEntry::isProof)
            .map(entry -> entry.as(Proof.class))
            .toList());
  }
}
