package dev.ballast.report.vault;

import dev.ballast.change.claim.RehearsalClaim;
import dev.ballast.change.forecast.PredictionRecord;
import dev.ballast.evidence.ChangeOutcome;
import dev.ballast.evidence.ChangePrediction;
import dev.ballast.evidence.Proof;
import dev.ballast.evidence.Verdict;
import dev.ballast.report.change.PredictionText;
import dev.ballast.vault.log.EvidenceEntry;
import dev.ballast.vault.log.VaultEvent;
import java.time.Instant;
import java.util.Optional;

/// One entry of the log in short.
///
/// @param verdict of a proof or a rehearsal; other entries have none
public record EvidenceLine(
    long seq, Instant at, String kind, Optional<Verdict> verdict, String subject, String claim) {
  public static EvidenceLine of(EvidenceEntry entry) {
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
    if (entry.kind().equals(PredictionRecord.PREDICTION)) {
      ChangePrediction prediction = entry.as(ChangePrediction.class);
      return of(entry, prediction.target(), PredictionText.claim(prediction));
    }
    if (entry.kind().equals(PredictionRecord.OUTCOME)) {
      ChangeOutcome outcome = entry.as(ChangeOutcome.class);
      return of(entry, outcome.target(), PredictionText.claim(outcome));
    }
    Optional<RehearsalClaim> rehearsal = RehearsalClaim.of(entry);
    if (rehearsal.isPresent()) {
      return new EvidenceLine(
          entry.seq(),
          entry.at(),
          entry.kind(),
          rehearsal.map(RehearsalClaim::verdict),
          rehearsal.get().subject(),
          "rehearsed: " + rehearsal.get().claim());
    }
    String subject = VaultEvent.of(entry).map(VaultEvent::subject).orElse("");
    String claim = VaultEvent.of(entry).map(VaultEvent::sentence).orElse(entry.payload());
    return of(entry, subject, claim);
  }

  private static EvidenceLine of(EvidenceEntry entry, String subject, String claim) {
    return new EvidenceLine(
        entry.seq(), entry.at(), entry.kind(), Optional.empty(), subject, claim);
  }
}
