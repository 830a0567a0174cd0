package dev.ballast.report.vault;

import dev.ballast.evidence.Proof;
import dev.ballast.evidence.Verdict;
import dev.ballast.vault.log.EvidenceEntry;
import dev.ballast.vault.log.VaultEvent;
import java.time.Instant;
import java.util.Optional;

/// One entry of the log in short.
///
/// @param verdict of a proof; other entries have none
public record EvidenceLine(
    long seq, Instant at, String kind, Optional<Verdict> verdict, String subject, String claim) {
  static EvidenceLine of(EvidenceEntry entry) {
    if (entry.isProof()) {
      Proof proof = entry.as(Proof.class);
      return new EvidenceLine(
          entry.seq(),
          entry.at(),
          entry.kind(),
          Optional.of(proof.verdict()),
          proof.subject(),
          proof.claim());
    }
    String subject = VaultEvent.of(entry).map(VaultEvent::subject).orElse("");
    String claim = VaultEvent.of(entry).map(VaultEvent::sentence).orElse(entry.payload());
    return new EvidenceLine(
        entry.seq(), entry.at(), entry.kind(), Optional.empty(), subject, claim);
  }
}
