package dev.ballast.vault;

import dev.ballast.evidence.Severity;
import dev.ballast.evidence.Verdict;
import dev.ballast.vault.store.StoredObject;
import java.util.List;
import java.util.Optional;

/// What a check of a vault found.
///
/// @param objects objects looked at
/// @param bytes bytes of them that were read and verified
/// @param chunks chunks whose content was verified; 0 at [CheckDepth#STRUCTURE]
/// @param evidence what the log's chain showed; empty where a single deposit was checked
/// @param unneeded the packs that no backup needs, which a prune removes; among the findings, too
/// @param findings by object name; a warning is something left over, an error is something wrong
public record CheckReport(
    CheckDepth depth,
    long objects,
    long bytes,
    long chunks,
    Optional<Verdict> evidence,
    List<StoredObject> unneeded,
    List<ObjectFinding> findings) {
  public CheckReport {
    unneeded = List.copyOf(unneeded);
    findings = List.copyOf(findings);
  }

  /// What a prune would free, as far as no pack has to be written again.
  public long unneededBytes() {
    return unneeded.stream().mapToLong(StoredObject::length).sum();
  }

  /// Whether nothing is wrong, leftovers aside.
  public boolean clean() {
    return findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
  }
}
