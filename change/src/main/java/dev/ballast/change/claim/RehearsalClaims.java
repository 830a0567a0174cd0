package dev.ballast.change.claim;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.rehearse.ChangeDigest;
import dev.ballast.vault.log.EvidenceEntry;
import dev.ballast.vault.log.EvidenceLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What an evidence log says of rehearsals. Only authentic entries count. Immutable.
///
/// @param recorded oldest first
public record RehearsalClaims(List<Recorded> recorded) {
  /// A rehearsal in the log.
  ///
  /// @param entry the number of its entry
  public record Recorded(long entry, RehearsalClaim claim) {
    public Recorded {
      requireNonNull(claim, "claim is null");
    }
  }

  public RehearsalClaims {
    recorded = List.copyOf(recorded);
  }

  public static RehearsalClaims read(EvidenceLog log) {
    List<Recorded> recorded = new ArrayList<>();
    for (EvidenceEntry entry : log.authentic()) {
      RehearsalClaim.of(entry).ifPresent(claim -> recorded.add(new Recorded(entry.seq(), claim)));
    }
    return new RehearsalClaims(recorded);
  }

  /// The newest rehearsal of exactly this change on data of a target; empty where there is none. A
  /// later one that was refuted counts before an earlier one that was proved; one on a twin counts
  /// only where it was refuted, since it decides nothing else.
  public Optional<Recorded> newest(ChangeDigest change, String target) {
    return recorded.reversed().stream()
        .filter(each -> each.claim().change().sha256().equals(change.sha256()))
        .filter(each -> each.claim().target().equals(target))
        .filter(each -> !each.claim().isOfTwin() || each.claim().verdict().isRefuted())
        .findFirst();
  }
}
